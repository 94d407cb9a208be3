package io.gitcortex.integration.seats;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.TerminalPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process whose workflow fails, and which then waits to be killed. */
final class FailingHost {
    private FailingHost() {}

    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]);
        Path notes = Path.of(arguments[1]);
        // Says that it was started and what it was told, and cannot be ended by a closed terminal.
        String script = "trap '' HUP; echo started >> '" + notes.resolve("starts")
                + "'; while IFS= read -r line; do printf '%s\\n' \"$line\" >> '" + notes.resolve("typed")
                + "'; case $line in Please*) touch '" + notes.resolve("told")
                + "' ;; esac; done; while :; do sleep 1; done";
        try (GitCortex cortex = GitCortex.open(repository)) {
            WorkflowRun run = cortex.start(Seats.plan("sleep 600", "coder").toBuilder()
                    .errorTerminal(TerminalPlan.builder("error")
                            .cli("shell")
                            .command(List.of("sh", "-c", script))
                            .build())
                    .build());
            Seats.of(cortex, run).awaitSession("one-coder");
            run.instruct(List.of(new FailWorkflow("Disk full", ErrorSeverity.CRITICAL)));
            run.await(Duration.ofMinutes(2));
            new CountDownLatch(1).await();
        }
    }
}
