package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coding CLIs that workflows can name are shown, and tried. */
class CliTest {
    @TempDir
    private Path directory;

    private final Screen screen = new Screen();

    private Path dialect(String text) throws IOException {
        Files.writeString(directory.resolve("own.yaml"), text);
        return directory;
    }

    @Test
    void lists_those_that_come_with_it_and_those_of_a_directory() throws IOException {
        String own = dialect(
                        "name: own\ndescription: A CLI of mine\nverified: \"7\"\ncommand: [no-such-program-of-mine]\n")
                .toString();

        assertThat(screen.run("cli", "list", "--dialects", own)).isZero();
        assertThat(screen.out())
                .containsPattern("shell +A program of your own.* \\(your own command\\)")
                .containsPattern("own +A CLI of mine \\('no-such-program-of-mine' is not on PATH, tried with 7\\)");
    }

    @Test
    void says_what_is_wrong_with_a_file() throws IOException {
        String own = dialect("name: own\ncomand: [x]\n").toString();

        assertThat(screen.run("cli", "list", "--dialects", own)).isEqualTo(1);
        assertThat(screen.err()).contains("own.yaml, line 2").contains("'comand' is not known");
    }

    @Test
    void does_not_try_what_it_does_not_know() {
        assertThat(screen.run("cli", "test", "parakeet")).isEqualTo(2);
        assertThat(screen.err()).contains("There is no coding CLI 'parakeet'").contains("cli list");
    }

    @Test
    void says_why_a_trial_came_to_nothing() throws IOException {
        String own = dialect("name: own\ncommand: [no-such-program-of-mine]\n").toString();

        assertThat(screen.run("cli", "test", "own", "--dialects", own)).isEqualTo(3);
        assertThat(screen.out()).contains("no-such-program-of-mine").contains(".git/gitcortex/logs");
    }

    @Test
    void shows_what_it_has_where_nothing_is_chosen() {
        assertThat(screen.run("cli")).isEqualTo(2);
        assertThat(screen.err()).contains("list").contains("test");
    }
}
