package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a killed process has left of set-ups and verifications is ended; what others are at is not. */
@Execution(ExecutionMode.SAME_THREAD)
class OwnedCommandsTest {
    private static final String NOBODYS = "none";

    @TempDir
    private Path temp;

    private TestRepository git;
    private GitRepository repository;
    private final List<Process> processes = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();

    @BeforeEach
    void open() {
        git = TestRepository.create(temp.resolve("repo"));
        repository = GitRepository.open(git.directory());
    }

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        // Where a test fails, too, nothing of it goes on.
        marks.forEach(mark -> ProcessTree.end(ProcessTree.marked(mark), mark));
        repository.close();
    }

    private Process start(String mark, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(ChildProcess.MARK, mark);
        Process process = builder.start();
        processes.add(process);
        if (!mark.equals(NOBODYS)) {
            marks.add(mark);
        }
        return process;
    }

    private static String sleeper() {
        // A child of its own that leaves for another session, and ignores what asks it to end.
        return "setsid sh -c \"trap '' TERM HUP; while :; do sleep 1; done\" & sleep 600";
    }

    private static List<Long> marked(String mark) {
        return ProcessTree.marked(mark).stream().map(ProcessHandle::pid).toList();
    }

    @Test
    void aCommandWhoseOwnerIsGoneIsEndedWithAllThatItStartedWhenTheWorkspaceIsOpened() throws Exception {
        Process owner = start(NOBODYS, "sleep", "600");
        String mark = OwnedCommands.of(repository).markOf(Long.toString(owner.pid()));
        start(mark, "sh", "-c", sleeper());
        await().until(() -> marked(mark).size() >= 3);

        GitWorkspace.open(repository).close();
        assertThat(marked(mark)).as("its owner lives").hasSizeGreaterThanOrEqualTo(3);

        owner.destroyForcibly().waitFor();
        GitWorkspace.open(repository).close();
        assertThat(marked(mark)).isEmpty();
    }

    @Test
    void aProcessIdThatIsUsedAgainIsNotTakenForTheOwner() throws Exception {
        Process another = start(NOBODYS, "sleep", "600");
        String mark = OwnedCommands.of(repository).mark().replaceFirst(":\\d+:", ":" + another.pid() + ":");
        start(mark, "sleep", "600");
        await().until(() -> !marked(mark).isEmpty());

        GitWorkspace.open(repository).close();
        assertThat(marked(mark)).isEmpty();
        assertThat(another.isAlive()).isTrue();
    }

    @Test
    void commandsOfThisProcessAndOfOtherRepositoriesGoOn() throws Exception {
        TestRepository elsewhere = TestRepository.create(temp.resolve("elsewhere"));
        Process owner = start(NOBODYS, "sleep", "600");
        try (GitRepository other = GitRepository.open(elsewhere.directory())) {
            String mine = OwnedCommands.of(repository).mark();
            String others = OwnedCommands.of(other).markOf(Long.toString(owner.pid()));
            owner.destroyForcibly().waitFor();
            start(mine, "sleep", "600");
            start(others, "sleep", "600");
            await().until(() -> !marked(mine).isEmpty() && !marked(others).isEmpty());

            GitWorkspace.open(repository).close();
            assertThat(marked(mine)).hasSize(1);
            assertThat(marked(others)).hasSize(1);
            GitWorkspace.open(other).close();
            assertThat(marked(others)).isEmpty();
        }
    }

    @Test
    void aVerificationOfAKilledProcessIsEndedBeforeItsDirectoryIsDiscarded() throws Exception {
        Path pid = temp.resolve("pid");
        Process killed = start(
                NOBODYS,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VerifiesForever.class.getName(),
                git.directory().toString(),
                pid.toString());
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(pid) && Files.size(pid) > 0);
        ProcessHandle verification =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        killed.destroyForcibly().waitFor();
        assertThat(verification.isAlive())
                .as("it outlives the one that started it")
                .isTrue();

        GitWorkspace.open(repository).close();
        assertThat(verification.isAlive()).isFalse();
        assertThat(git.directory().resolve(".gitcortex/worktrees")).isDirectoryNotContaining("glob:**/.tmp-*");
    }

    @Test
    void theNextCommandEndsThemTooWhereTheWorkspaceWasOpenBefore() throws Exception {
        Process owner = start(NOBODYS, "sleep", "600");
        String mark = OwnedCommands.of(repository).markOf(Long.toString(owner.pid()));
        try (GitWorkspace workspace = GitWorkspace.open(repository)) {
            start(mark, "sleep", "600");
            await().until(() -> !marked(mark).isEmpty());
            owner.destroyForcibly().waitFor();
            assertThat(workspace.run(git.directory(), List.of("true"), Duration.ofMinutes(1)))
                    .isEqualTo(new Verification.Passed());
            assertThat(marked(mark)).isEmpty();
        }
    }
}
