package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the runner says about itself, and about command lines that it does not understand. */
class UsageTest {
    private final Screen screen = new Screen();

    @Test
    void a_mistake_in_the_command_line_is_a_sentence_and_where_help_is() {
        assertThat(screen.run("run")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .isEqualToIgnoringNewLines("Missing required parameter: 'FILE'Help: ./gitcortex run --help");

        assertThat(screen.run("keys", "rotate", "--rep", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .contains("Unknown options: '--rep', 'x'")
                .contains("Help: ./gitcortex keys rotate --help")
                .doesNotContain("Usage:");

        assertThat(screen.run("stat")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .contains("Unmatched argument at index 0: 'stat'")
                .contains("Did you mean: gitcortex status")
                .contains("Help: ./gitcortex --help")
                .doesNotContain("Usage:");
    }

    @Test
    void help_names_every_exit_code() {
        assertThat(screen.run("--help")).isZero();

        assertThat(screen.out())
                .containsSubsequence(
                        "Exit codes:",
                        "0 completed",
                        "1 failed or cancelled",
                        "2 mistakes",
                        "3 waits for a person",
                        "130 interrupted");
    }
}
