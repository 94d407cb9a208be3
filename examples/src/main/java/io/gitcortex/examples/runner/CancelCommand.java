package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.model.WorkflowId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a workflow. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Ends a workflow, whoever runs it. Its branches and worktrees are kept.")
final class CancelCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(paramLabel = "ID", description = "The workflow.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
    private String reason = "a person asked for it";

    CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GitCortex cortex = repository.open()) {
            WorkflowId workflow = RepositoryOption.find(cortex, id).workflowId();
            new Hints(console, repository.directory()).receipt(cortex.cancel(workflow, reason));
            return ExitCode.COMPLETED;
        }
    }
}
