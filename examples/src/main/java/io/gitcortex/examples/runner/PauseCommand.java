package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.RequestReceipt;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pauses a workflow. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Pauses a workflow, whoever runs it: nothing new is begun until it is resumed.")
final class PauseCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The workflow; the only running one where it is left out.")
    private @Nullable String id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
    private String reason = "a person asked for it";

    PauseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GitCortex cortex = repository.open()) {
            Workflow workflow = choose(cortex);
            WorkflowId chosen = workflow.workflowId();
            Hints hints = new Hints(console, repository.directory());
            if (isPaused(workflow)) {
                return already(hints, chosen, "Workflow " + chosen + " is paused already.");
            }
            if (!cortex.isRun(chosen) && isAsked(cortex, chosen)) {
                return already(hints, chosen, "A pause of workflow " + chosen + " waits to be taken already.");
            }
            RequestReceipt receipt = cortex.pause(chosen, reason);
            console.line(receipt.message());
            hints.resume(chosen);
            return ExitCode.COMPLETED;
        }
    }

    /** Where none is running, the one that is paused is meant: who pauses twice is told so. */
    private Workflow choose(GitCortex cortex) {
        boolean running = cortex.workflows().stream().anyMatch(PauseCommand::isRunning);
        boolean paused = cortex.workflows().stream().anyMatch(PauseCommand::isPaused);
        Selection selection = new Selection(cortex, id);
        return paused && !running
                ? selection.or("paused", PauseCommand::isPaused)
                : selection.or("running", PauseCommand::isRunning);
    }

    private static boolean isRunning(Workflow workflow) {
        return workflow.status() == WorkflowStatus.RUNNING;
    }

    private static boolean isPaused(Workflow workflow) {
        return workflow.status() == WorkflowStatus.PAUSED;
    }

    private static boolean isAsked(GitCortex cortex, WorkflowId workflow) {
        return cortex.pendingRequests(workflow).stream()
                .anyMatch(request -> request.kind().equals("pause"));
    }

    private int already(Hints hints, WorkflowId workflow, String sentence) {
        console.error(sentence);
        hints.resume(workflow);
        return ExitCode.FAILED;
    }
}
