package io.gitcortex.examples.runner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How hints call the launcher, wherever and however it was started. */
class ProgramNameTest {
    private static final String PROGRAM = "gitcortex.program";

    @TempDir
    private Path directory;

    private Path clone;
    private Path launcher;

    @BeforeEach
    void makeClone() throws Exception {
        directory = directory.toRealPath();
        clone = Files.createDirectory(directory.resolve("clone"));
        launcher = Files.createFile(clone.resolve("gitcortex"));
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROGRAM);
    }

    @Test
    void in_its_own_directory_it_is_called_the_same_however_it_was_typed() {
        for (String typed : new String[] {"gitcortex", "./gitcortex", "../clone/gitcortex", launcher.toString()}) {
            assertThat(ProgramName.of(typed, clone)).as(typed).isEqualTo("./gitcortex");
        }
    }

    @Test
    void elsewhere_it_is_called_by_the_path_from_there() throws Exception {
        Path project = Files.createDirectory(directory.resolve("project"));

        assertThat(ProgramName.of(launcher.toString(), project)).isEqualTo("../clone/gitcortex");
        assertThat(ProgramName.of("../project/../clone/gitcortex", project)).isEqualTo("../clone/gitcortex");
        assertThat(ProgramName.of("clone/gitcortex", directory)).isEqualTo("./clone/gitcortex");
    }

    @Test
    void far_away_it_is_called_by_the_shorter_path() throws Exception {
        Path far = Files.createDirectories(directory.resolve("far/".repeat(60)));

        assertThat(ProgramName.of(launcher.toString(), far)).isEqualTo(launcher.toString());
    }

    @Test
    void a_path_that_cannot_be_made_shorter_without_leading_elsewhere_stays_as_typed() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("other/deep"));
        Files.createFile(deep.getParent().resolve("gitcortex"));
        Files.createSymbolicLink(clone.resolve("link"), deep);

        assertThat(ProgramName.of("link/../gitcortex", clone)).isEqualTo("link/../gitcortex");
        assertThat(ProgramName.of("gitcortex", directory))
                .as("found by a shell elsewhere")
                .isEqualTo("gitcortex");
    }

    @Test
    void hints_can_be_pasted_where_the_path_has_blanks() throws Exception {
        Path blanks = Files.createDirectory(directory.resolve("my clone"));
        System.setProperty(
                PROGRAM, Files.createFile(blanks.resolve("gitcortex")).toString());

        assertThat(Console.Style.ofProcess(Map.of()).program()).startsWith("'").endsWith("my clone/gitcortex'");
    }
}
