package io.gitcortex.integration.crash;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runner whose store writes how far branches have been read before it writes what was found there. It loses commits when it
 * is killed in between, and is there to show that the tests of crashes see that.
 */
final class SplitInboxRunner {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private SplitInboxRunner() {}

    /** Never halted by itself. */
    static RunnerProcess.Program everywhere() {
        return haltedBetween(0);
    }

    /** Halted the n-th time that it is between the two writes. */
    static RunnerProcess.Program haltedBetween(int pass) {
        return new RunnerProcess.Program(SplitInboxRunner.class.getName(), List.of(String.valueOf(pass)), Map.of());
    }

    /** Takes the runner's arguments: {@code run FILE --repo DIRECTORY ...}, or {@code resume --repo DIRECTORY ...}. */
    public static void main(String[] arguments) throws Exception {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[0]));
        Path repository = Path.of(arguments[List.of(arguments).indexOf("--repo") + 1]);
        Path database = Aftermath.database(repository);
        Files.createDirectories(database.getParent());
        try (WorkflowStore sqlite = SqliteWorkflowStore.open(database);
                GitCortex cortex = GitCortex.builder()
                        .repository(repository)
                        .store(SplitInbox.before(sqlite, () -> halt(left)))
                        .build()) {
            WorkflowRun run = arguments[1].equals("run")
                    ? cortex.start(WorkflowFile.read(Path.of(arguments[2])))
                    : cortex.resume(cortex.workflows().get(0).workflowId());
            System.out.println("Workflow " + run.id() + " is run with a split inbox.");
            WorkflowOutcome outcome = run.await(LIMIT);
            if (!(outcome instanceof WorkflowOutcome.Completed)) {
                throw new IllegalStateException("The workflow did not complete: " + outcome);
            }
        }
    }

    private static void halt(AtomicInteger left) {
        if (left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(HaltingRunner.HALTED);
        }
    }
}
