package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Table;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.Workflow;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists workflows. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the workflows of a repository, oldest first.")
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (GitCortex cortex = repository.open()) {
            List<Workflow> workflows = cortex.workflows();
            MissingJournals.sentence(cortex).ifPresent(lost -> console.line(Tone.ATTENTION, lost));
            if (workflows.isEmpty()) {
                console.line("There are no workflows in " + repository.directory() + ".");
                return ExitCode.COMPLETED;
            }
            Table table = new Table("WORKFLOW", "NAME", "STATUS", "TASKS DONE", "CREATED");
            workflows.forEach(workflow -> table.row(
                    workflow.workflowId().value(),
                    workflow.name(),
                    workflow.status().wireName()
                            + (workflow.status().isFinal() || cortex.isRun(workflow.workflowId())
                                    ? ""
                                    : " (nobody runs it)"),
                    done(workflow),
                    TIME.format(workflow.createdAt().atZone(ZoneId.systemDefault()))));
            table.lines().forEach(console::line);
            return ExitCode.COMPLETED;
        }
    }

    private static String done(Workflow workflow) {
        long done = workflow.tasks().stream()
                .filter(task -> task.status() == TaskStatus.COMPLETED)
                .count();
        return done + " of " + workflow.tasks().size();
    }
}
