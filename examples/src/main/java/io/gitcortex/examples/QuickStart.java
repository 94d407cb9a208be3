package io.gitcortex.examples;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a workflow file in the repository of the current directory: the example of README.md. */
public final class QuickStart {
    private QuickStart() {}

    /**
     * Runs {@code workflow.yaml}.
     *
     * @param arguments none
     * @throws Exception if something is wrong; the message says what
     */
    @SuppressWarnings("SystemOut") // A program of its own prints.
    public static void main(String[] arguments) throws Exception {
        try (GitCortex cortex = GitCortex.open(Path.of("."))) {
            WorkflowRun run = cortex.start(WorkflowFile.read(Path.of("workflow.yaml")));
            run.onEvent(event -> System.out.println(event));
            WorkflowOutcome outcome = run.await(Duration.ofHours(1));
            System.out.println(outcome);
        }
    }
}
