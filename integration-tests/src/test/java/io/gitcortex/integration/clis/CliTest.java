package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CliTest {
    @Test
    void node_is_installed_beside_a_cli_that_the_machine_has_none_for() {
        assertThat(Cli.GEMINI.packages(20)).containsExactly("@google/gemini-cli@0.61.0");
        assertThat(Cli.GEMINI.packages(18)).hasSize(2).last().asString().startsWith("node@");
        assertThat(Cli.CODEX.packages(18)).hasSize(1);
    }
}
