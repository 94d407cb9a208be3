package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs with {@code -Pcli} only: it downloads up to half a gigabyte for each CLI. */
@Tag("cli")
class CliInstallerTest {
    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void a_cli_is_installed_in_the_version_that_its_dialect_was_verified_with(Cli cli) throws Exception {
        assertThat(CliInstaller.ofProperty().versionOf(cli)).contains(cli.version());
    }
}
