package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.PendingRequest;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Table;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.examples.runner.progress.Cast;
import io.gitcortex.examples.runner.progress.Wording;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowPlan;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** How a workflow stands: its tasks, the history in git, and where to look next. */
final class Report {
    private static final String COMMITS = "20";

    private final Console console;
    private final GitCortex cortex;
    private final Path repository;
    private final Hints hints;

    Report(Console console, GitCortex cortex, Path repository) {
        this.console = console;
        this.cortex = cortex;
        this.repository = repository;
        this.hints = new Hints(console, repository);
    }

    /** Tasks, history, and where to look next. */
    void full(WorkflowId id) throws InterruptedException {
        Cast cast = tasks(id);
        console.line("");
        history(cast);
        console.line("");
        next(id);
    }

    /** The tasks, and who has played what part. */
    Cast tasks(WorkflowId id) {
        Workflow workflow = RepositoryOption.find(cortex, id.value());
        Cast cast = new Cast();
        new Journal(cortex, id).entries(0, entry -> cast.learn(entry.event()));
        console.line("Workflow " + id + " \"" + workflow.name() + "\": "
                + workflow.status().wireName());
        Table table = new Table("TASK", "STATUS", "TERMINALS", "MERGED AS");
        for (WorkflowTask task : workflow.tasks()) {
            table.row(
                    task.taskId().value(),
                    task.status().wireName(),
                    task.terminals().stream().map(seat -> terminal(cast, seat)).collect(Collectors.joining(", ")),
                    cast.mergeCommit(task.taskId()).map(Wording::hash).orElse("-"));
        }
        table.lines().forEach(console::line);
        return cast;
    }

    private static String terminal(Cast cast, WorkflowTerminal terminal) {
        int rounds = cast.rounds(terminal.terminalId());
        return terminal.terminalId() + " " + terminal.status().wireName()
                + (rounds > 1 ? " (" + rounds + " rounds)" : "");
    }

    /** What people are asked and have not answered, and how they do. */
    void questions(WorkflowId id) {
        List<PendingRequest> pending = cortex.pendingRequests(id);
        List<Question> open = cortex.questions(id).stream()
                .filter(question ->
                        pending.stream().noneMatch(request -> question.id().equals(request.question())))
                .toList();
        if (!open.isEmpty()) {
            console.line("");
            console.line(Tone.ATTENTION, "It waits for a person to answer:");
            open.forEach(hints::question);
        }
    }

    /** What was asked of it and waits to be taken. */
    void pending(WorkflowId id, boolean isRun) {
        List<PendingRequest> pending = cortex.pendingRequests(id);
        if (!pending.isEmpty()) {
            String taker = isRun ? "by its process within a second" : "by the next resume";
            String requests = pending.stream().map(Report::words).collect(Collectors.joining(", "));
            console.line("");
            console.line(Tone.ATTENTION, "Asked already, and taken " + taker + ": " + requests + ".");
        }
    }

    private static String words(PendingRequest request) {
        return request.kind() + (request.question() == null ? "" : " to " + request.question());
    }

    /** A person would type the command without "-n". */
    private void history(Cast cast) throws InterruptedException {
        String base = cast.plan().flatMap(WorkflowPlan::base).orElse("HEAD");
        try {
            String graph =
                    GitProgram.run(repository, "log", "--graph", "--oneline", "--decorate", "-n", COMMITS, base, "--");
            console.line("git log --graph --oneline --decorate " + base);
            console.line(graph.stripTrailing());
        } catch (GitCortexException e) {
            console.line(Tone.ATTENTION, "The history cannot be shown: " + e.getMessage());
        }
    }

    private void next(WorkflowId id) throws InterruptedException {
        console.line("The repository:  " + repository);
        hints.events(id);
        hints.logs(id);
    }
}
