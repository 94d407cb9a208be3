package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents commit as the person does, whatever that person's git is set up to do. */
class OwnGitTest {
    private static final String PLAN = """
            name: greeting
            goal: A greeting
            mode: rules
            tasks:
              - {id: one, name: One, terminals: [{id: only, role: coder, cli: shell, command: [sh, %s]}]}
            """;
    private static final String GREETS = "echo hello > greeting.txt\n\"$GITCORTEX_REPORT\" completed -m 'Say hello'\n";

    @TempDir
    private Path directory;

    private ScratchRepository repository;
    private Path home;
    private Path ran;

    @BeforeEach
    void makeARepositoryAndAHome() throws Exception {
        Path real = directory.toRealPath();
        repository = ScratchRepository.create(real.resolve("own"));
        home = Files.createDirectories(real.resolve("home"));
        ran = real.resolve("ran");
    }

    private Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void run(String agent) throws Exception {
        Path script = directory.resolve("agent.sh");
        Files.writeString(script, agent);
        Path plan = Files.writeString(directory.resolve("plan.yaml"), PLAN.formatted(script));
        try (RunnerProcess runner = RunnerProcess.start(
                directory,
                Map.of("HOME", home.toString()),
                "run",
                plan.toString(),
                "--repo",
                repository.directory().toString())) {
            assertThat(runner.exitCode()).as(runner.output()).isZero();
        }
        assertThat(repository.file("greeting.txt")).contains("hello\n");
    }

    private String ofTheReport(String format) throws InterruptedException {
        return repository.git("log", "-1", "--format=" + format, "main^2");
    }

    @Test
    void whoever_signs_signs_nothing_by_an_agent_and_is_its_author() throws Exception {
        Path signer = executable(home.resolve("gpg"), "echo signed >> '" + ran + "'\nexit 1\n");
        Files.writeString(
                home.resolve(".gitconfig"),
                "[user]\nname = Ada\nemail = ada@example.invalid\n[commit]\ngpgSign = true\n[gpg]\nprogram = " + signer
                        + "\n");

        run(GREETS);

        assertThat(ran).doesNotExist();
        assertThat(ofTheReport("%an <%ae>, %cn <%ce>, %G?"))
                .isEqualTo("Ada <ada@example.invalid>, Ada <ada@example.invalid>, N");
        assertThat(repository.git("log", "-1", "--format=%cn, %G?", "main")).isEqualTo("Ada, N");
    }

    @Test
    void without_an_identity_commits_are_by_gitcortex() throws Exception {
        run(GREETS);

        assertThat(ofTheReport("%an, %cn")).isEqualTo("GitCortex Agent, GitCortex Agent");
    }

    @Test
    void a_linter_of_messages_refuses_and_the_agent_mends_its_message() throws Exception {
        executable(
                home.resolve("hooks").resolve("commit-msg"),
                "echo linted >> '" + ran + "'\nhead -n 1 \"$1\" | grep -q '^feat: ' || { echo 'no type'; exit 1; }\n");
        Files.writeString(home.resolve(".gitconfig"), "[core]\nhooksPath = " + home.resolve("hooks") + "\n");

        run("""
                echo hello > greeting.txt
                "$GITCORTEX_REPORT" completed -m 'Say hello' && exit 3
                "$GITCORTEX_REPORT" completed -m 'feat: say hello'
                """);

        assertThat(ofTheReport("%s")).isEqualTo("feat: say hello");
        assertThat(ran).as("once for each try of the agent, and for no merge").hasContent("linted\nlinted\n");
    }

    @Test
    void hooks_from_a_template_run_for_the_agent_and_for_no_merge() throws Exception {
        Path template = home.resolve("template");
        executable(template.resolve("hooks").resolve("pre-commit"), "echo checked >> '" + ran + "'\n");
        repository.git("init", "--quiet", "--template=" + template);

        run(GREETS);

        assertThat(ran).hasContent("checked\n");
    }
}
