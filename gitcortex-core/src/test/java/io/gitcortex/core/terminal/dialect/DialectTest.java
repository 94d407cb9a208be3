package io.gitcortex.core.terminal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of a session, which runs in a worktree and names files of the plan's directory. */
final class DialectTest {
    private static final Path INSTRUCTION = Path.of("/data/instruction.md");

    private static final Path HELPER = Path.of("/bin/gitcortex-report");

    private final Dialect shell = Dialects.builtIn().named("shell");

    @TempDir
    private Path base;

    @Test
    void files_of_the_plans_directory_are_named_absolutely() throws IOException {
        Files.createDirectory(base.resolve("agents"));
        Files.createFile(base.resolve("agents/coder.sh"));
        Files.createFile(base.resolve("writer.sh"));

        assertThat(commandLine(
                        List.of("sh", "agents/coder.sh", "writer.sh", "agents", "no-file", "{instruction_file}")))
                .containsExactly(
                        "sh",
                        base.resolve("agents/coder.sh").toString(),
                        base.resolve("writer.sh").toString(),
                        "agents",
                        "no-file",
                        INSTRUCTION.toString());
    }

    @Test
    void no_file_takes_the_place_of_a_program_that_is_found_on_the_path() throws IOException {
        Files.createFile(base.resolve("sh"));

        assertThat(commandLine(List.of("sh", "-c", "true"))).startsWith("sh");
        assertThat(commandLine(List.of("./sh")))
                .containsExactly(base.resolve("sh").toString());
    }

    @Test
    void nothing_outside_the_plans_directory_is_looked_for() {
        assertThat(commandLine(List.of("sh", "../../etc/passwd", "/etc/passwd")))
                .containsExactly("sh", "../../etc/passwd", "/etc/passwd");
    }

    private List<String> commandLine(List<String> own) {
        return shell.commandLine(new Invocation(own, base, INSTRUCTION, HELPER, null, null, false));
    }
}
