package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from beginning to end, as a person gets it: in a process of its own, without a git identity. */
class DemoTest {
    private static final String ENGLISH = "greetings/english.txt";
    private static final String FRENCH = "greetings/french.txt";

    @TempDir
    private Path directory;

    @Test
    void the_demo_merges_two_tasks_after_a_review_that_rejects_once() throws Exception {
        Path target = directory.toRealPath().resolve("a demo");
        try (RunnerProcess runner = RunnerProcess.start(directory, "demo", "--dir", target.toString())) {
            assertThat(runner.exitCode()).as(runner.output()).isZero();

            assertThat(runner.output())
                    .contains("english-reviewer rejects it")
                    .contains(ENGLISH + ":2: major: A greeting ends with an exclamation mark")
                    .contains("workflow completed")
                    .contains("git log --graph --oneline --decorate main")
                    .contains("events " + ScratchRepository.workflowIn(runner.output()) + " --repo '" + target + "'");
        }
        assertCompleted(new ScratchRepository(target));
    }

    @Test
    void what_was_killed_goes_on_and_merges_nothing_twice() throws Exception {
        Path target = directory.toRealPath().resolve("killed");
        try (RunnerProcess runner = RunnerProcess.start(directory, "demo", "--dir", target.toString())) {
            runner.awaitOutput("english-reviewer rejects it");
            runner.kill();
        }
        Screen screen = new Screen();

        assertThat(screen.run("resume", "--repo", target.toString()))
                .as(screen.err())
                .isZero();

        ScratchRepository repository = new ScratchRepository(target);
        assertCompleted(repository);
        assertEveryCommitHasOneEvent(repository, screen);
    }

    @Test
    void who_interrupts_is_told_how_to_go_on_and_can() throws Exception {
        Path target = directory.toRealPath().resolve("interrupted");
        try (RunnerProcess runner = RunnerProcess.start(directory, "demo", "--dir", target.toString())) {
            runner.awaitOutput("is at work");
            runner.interrupt();

            assertThat(runner.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(runner.output())
                    .contains(
                            "./gitcortex resume " + ScratchRepository.workflowIn(runner.output()) + " --repo " + target)
                    .doesNotContain("Exception");
        }
        ScratchRepository repository = new ScratchRepository(target);
        assertThat(repository.processes()).isEmpty();
        Screen screen = new Screen();

        assertThat(screen.run("resume", "--repo", target.toString()))
                .as(screen.err())
                .isZero();

        assertCompleted(repository);
    }

    @Test
    void a_directory_that_holds_something_is_left_alone() throws Exception {
        Files.writeString(directory.resolve("precious"), "data");
        Screen screen = new Screen();

        assertThat(screen.run("demo", "--dir", directory.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(screen.err()).contains("missing or empty");
        assertThat(directory).isDirectoryContaining(file -> file.endsWith("precious"));
        assertThat(directory.resolve(".git")).doesNotExist();
    }

    private static void assertCompleted(ScratchRepository repository) throws Exception {
        assertThat(repository.file(ENGLISH)).contains("English\nHello, world!\n");
        assertThat(repository.file(FRENCH)).contains("French\nBonjour, le monde!\n");
        assertThat(repository.firstParents("main")).hasSize(3);
        assertThat(repository.git("diff", "--name-only", "main~2", "main").lines())
                .containsExactlyInAnyOrder(ENGLISH, FRENCH);
        assertThat(repository.mergeMessages())
                .hasSize(2)
                .allSatisfy(message ->
                        assertThat(message).contains("---METADATA---").containsPattern("\"status\": ?\"merged\""));
        repository.isTidy();
    }

    private static void assertEveryCommitHasOneEvent(ScratchRepository repository, Screen screen) throws Exception {
        String workflow = ScratchRepository.workflowIn(screen.out());
        assertThat(screen.run(
                        "events",
                        workflow,
                        "--json",
                        "--repo",
                        repository.directory().toString()))
                .isZero();
        List<String> commits = repository
                .git("log", "--no-merges", "--format=%H", "main", "--not", "main~2")
                .lines()
                .toList();
        assertThat(commits).hasSizeGreaterThanOrEqualTo(6);
        for (String commit : commits) {
            Pattern reported = Pattern.compile("\"commit\":\\{\"hash\":\"" + commit);
            assertThat(screen.out()
                            .lines()
                            .filter(line -> reported.matcher(line).find()))
                    .as("events of commit %s", commit)
                    .hasSize(1);
        }
    }
}
