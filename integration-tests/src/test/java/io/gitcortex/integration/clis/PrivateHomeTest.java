package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CLI with a home of its own works there, and leaves the person's alone. Runs with {@code -Pcli} only. */
@Tag("cli")
final class PrivateHomeTest {
    @TempDir
    private Path directory;

    /** Without codex and opencode: what leads these to a stand-in is a file in the person's home. */
    static List<Cli> clis() {
        return Cli.chosen().stream()
                .filter(cli -> cli != Cli.CODEX && cli != Cli.OPENCODE)
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("clis")
    void a_cli_with_a_login_of_its_own_leaves_the_home_of_the_person_as_it_is(Cli cli) throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, new HelloModel())) {
            CliSeat seat = workshop.seat(cli);
            Files.writeString(workshop.home().resolve(".profile"), "# the person's\n");

            workshop.complete(CliSeat.plan(
                    HelloModel.DESCRIPTION,
                    seat.builder("coder").login(Login.PRIVATE).build()));

            assertThat(files(workshop.home())).containsExactly(workshop.home().resolve(".profile"));
            Path homes = workshop.repository().directory().resolve(".git/gitcortex/homes");
            try (Stream<Path> all = Files.find(homes, 2, (path, attributes) -> attributes.isDirectory())) {
                assertThat(all)
                        .isNotEmpty()
                        .allSatisfy(
                                home -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                                        .isEqualTo("rwx------"));
            }
        }
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
