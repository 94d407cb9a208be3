package io.gitcortex.examples.runner.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.CodingCli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliCheckTest {
    @TempDir
    private Path directory;

    @Test
    void only_clis_that_a_workflow_file_can_name_are_looked_for() throws Exception {
        Path program = Files.createFile(
                directory.resolve("tried"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(program, directory.resolve("claude"));
        CliCheck check = new CliCheck(Map.of("PATH", directory.toString()));

        assertThat(check.examine(List.of(
                        new CodingCli("scripts", "", Optional.empty(), Optional.empty()),
                        new CodingCli("tried-cli", "", Optional.of("tried"), Optional.of("1")),
                        new CodingCli("missing-cli", "", Optional.of("missing"), Optional.empty()))))
                .containsExactly(
                        Finding.ok("Coding CLI scripts: can be used, with a command of the workflow file's own"),
                        Finding.ok("Coding CLI tried-cli: can be used, " + program),
                        Finding.note("Coding CLI missing-cli: its program 'missing' is not on PATH"));
        assertThat(check.examine(CodingCli.all()))
                .contains(
                        Finding.ok("Coding CLI claude-code: can be used, " + directory.resolve("claude")),
                        Finding.note("Coding CLI codex: its program 'codex' is not on PATH"))
                .hasSameSizeAs(CodingCli.all());
    }
}
