package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions have printed, for people. */
class LogsTest {
    /** Fails the first time, and reports the second time. */
    private static final String AGENT = """
            printf 'hello \\033[31mred\\033[0m\\nround %s\\n' "$(cat .git-round 2>/dev/null)"
            if [ -e seen ]; then "$GITCORTEX_REPORT" completed -m 'Done'; else echo first >seen; exit 7; fi
            """;

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private ScratchRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = ScratchRepository.create(directory.toRealPath().resolve("own"));
    }

    private String run(String name) throws Exception {
        repository.write("agent.sh", AGENT);
        Path file = repository.write(name + ".yaml", """
                name: %s
                goal: Nothing
                mode: rules
                tasks:
                  - {id: one, name: One, terminals: [{id: writer, role: coder, cli: shell, command: [sh, agent.sh]}]}
                """.formatted(name));
        screen.run("run", file.toString(), "--repo", repository.directory().toString());
        return ScratchRepository.workflowIn(screen.out());
    }

    private int logs(String... words) {
        return screen.run(
                Stream.concat(Stream.of("logs", "--repo", repository.directory().toString()), Stream.of(words))
                        .toArray(String[]::new));
    }

    private List<Path> files(String workflow) throws Exception {
        try (Stream<Path> files = Files.list(repository
                .directory()
                .resolve(".git")
                .resolve("gitcortex")
                .resolve("logs")
                .resolve(workflow))) {
            return files.toList();
        }
    }

    @Test
    void the_newest_session_is_shown_as_plain_text_and_all_of_them_on_demand() throws Exception {
        String workflow = run("twice");
        assertThat(files(workflow)).as(screen.out() + screen.err()).hasSizeGreaterThan(1);

        assertThat(logs("writer")).isEqualTo(ExitCode.COMPLETED);
        assertThat(screen.out())
                .containsOnlyOnce("Session ")
                .containsOnlyOnce("hello red\n")
                .contains(" of " + workflow + "/writer\n");

        assertThat(logs("writer", "--all", "--follow")).isEqualTo(ExitCode.COMPLETED);
        assertThat(screen.out().split("hello red\n", -1))
                .hasSize(files(workflow).size() + 1);
    }

    @Test
    void a_log_that_was_full_is_shown_from_what_it_still_keeps() throws Exception {
        String workflow = run("full");
        for (Path file : files(workflow)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"));
            Files.writeString(file, "and newer\nunfinished", StandardOpenOption.CREATE_NEW);
        }

        assertThat(logs("writer")).isEqualTo(ExitCode.COMPLETED);
        assertThat(screen.out()).containsSubsequence("hello red\n", "and newer\nunfinished\n");
    }

    @Test
    void a_log_that_is_gone_is_a_sentence() throws Exception {
        String workflow = run("gone");
        for (Path file : files(workflow)) {
            Files.delete(file);
        }

        assertThat(logs("writer")).isEqualTo(ExitCode.COMPLETED);
        assertThat(screen.out()).contains("Its log is not there");
    }

    @Test
    void an_id_that_several_workflows_have_needs_the_workflow() throws Exception {
        String first = run("first");
        String second = run("second");

        assertThat(logs("writer")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err())
                .contains("Several workflows have a terminal writer; name one: ")
                .contains(first + "/writer")
                .contains(second + "/writer");

        assertThat(logs(second + "/writer")).isEqualTo(ExitCode.COMPLETED);
        assertThat(screen.out()).contains(" of " + second + "/writer\n");
    }

    @Test
    void an_id_that_there_is_not_is_a_sentence_with_those_that_there_are() throws Exception {
        assertThat(logs("writer")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("There is no terminal writer in this repository; it has none");

        String workflow = run("named");
        assertThat(logs("writr")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("no terminal writr").contains("it has " + workflow + "/writer");
    }

    @Test
    void while_somebody_follows_what_comes_is_printed_at_once() throws Exception {
        repository.write("slow.sh", """
                echo begun
                while [ ! -e "$1" ]; do sleep 0.1; done
                echo gone on
                "$GITCORTEX_REPORT" completed -m 'Done'
                """);
        Path go = directory.resolve("go");
        Path file = repository.write("slow.yaml", """
                name: slow
                goal: Nothing
                mode: rules
                tasks:
                  - {id: one, name: One, terminals: [{id: writer, role: coder, cli: shell, command: [sh, slow.sh, "%s"]}]}
                """.formatted(go));
        String where = repository.directory().toString();
        try (RunnerProcess run = RunnerProcess.start(directory, "run", file.toString(), "--repo", where)) {
            run.awaitOutput("wf-");
            try (RunnerProcess follow = RunnerProcess.start(directory, "logs", "writer", "--follow", "--repo", where)) {
                follow.awaitOutput("begun");
                assertThat(follow.output()).doesNotContain("gone on");
                Files.createFile(go);
                follow.awaitOutput("gone on");
                run.exitCode();
                assertThat(follow.exitCode()).isZero();
            }
        }
    }
}
