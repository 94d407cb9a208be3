package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.model.WorkflowId;
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
            WorkflowId workflow = new Selection(cortex, id)
                    .or("running", candidate -> candidate.status() == WorkflowStatus.RUNNING)
                    .workflowId();
            Hints hints = new Hints(console, repository.directory());
            hints.receipt(cortex.pause(workflow, reason));
            hints.resume(workflow);
            return ExitCode.COMPLETED;
        }
    }
}
