package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how workflows stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how a workflow stands, whoever runs it.")
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The workflow; all unfinished ones where it is left out, or else the newest.")
    private @Nullable String id;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (GitCortex cortex = repository.open()) {
            Report report = new Report(console, cortex, repository.directory());
            List<Workflow> chosen = choose(cortex);
            if (chosen.isEmpty()) {
                console.line("There are no workflows in " + repository.directory() + ".");
            }
            for (Workflow workflow : chosen) {
                report.tasks(workflow.workflowId());
                report.questions(workflow.workflowId());
                if (!workflow.status().isFinal()) {
                    outlook(report, workflow, cortex.isRun(workflow.workflowId()));
                }
            }
            return ExitCode.COMPLETED;
        }
    }

    private void outlook(Report report, Workflow workflow, boolean isRun) {
        report.pending(workflow.workflowId(), isRun);
        if (!isRun) {
            console.line("");
            console.line(Tone.ATTENTION, "No process runs it: it stands still until somebody goes on with it.");
        }
        if (!isRun || workflow.status() == WorkflowStatus.PAUSED) {
            new Hints(console, repository.directory()).resume(workflow.workflowId());
        }
    }

    private List<Workflow> choose(GitCortex cortex) {
        if (id != null) {
            return List.of(RepositoryOption.find(cortex, id));
        }
        List<Workflow> all = cortex.workflows();
        List<Workflow> unfinished =
                all.stream().filter(workflow -> !workflow.status().isFinal()).toList();
        if (!unfinished.isEmpty()) {
            return unfinished;
        }
        return all.subList(Math.max(0, all.size() - 1), all.size());
    }
}
