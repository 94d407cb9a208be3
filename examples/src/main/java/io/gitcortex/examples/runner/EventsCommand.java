package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.json.EventJson;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.progress.EventList;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.JournalEntry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a workflow's journal. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Prints what has happened in a workflow, whoever runs it.")
final class EventsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(paramLabel = "ID", description = "The workflow.")
    private String id = "";

    @Option(names = "--follow", description = "Goes on until the workflow has ended.")
    private boolean follow;

    @Option(names = "--json", description = "Prints every event whole, one JSON object on each line.")
    private boolean json;

    EventsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Consumer<JournalEntry> printer = json ? entry -> console.line(json(entry)) : new EventList(console)::print;
        try (GitCortex cortex = repository.open()) {
            WorkflowId workflow = RepositoryOption.find(cortex, id).workflowId();
            Journal journal = new Journal(cortex, workflow);
            long last = 0;
            boolean ended;
            do {
                // Asked before the events are read: none can follow those that are read after the end.
                ended = RepositoryOption.find(cortex, id).status().isFinal();
                last = journal.entries(last, printer);
                if (follow && !ended) {
                    TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                }
            } while (follow && !ended);
            return ExitCode.COMPLETED;
        }
    }

    /** Of these parts none needs escapes but the event, which is JSON already. */
    private static String json(JournalEntry entry) {
        return "{\"sequence\":" + entry.sequence() + ",\"recordedAt\":\"" + entry.recordedAt() + "\",\"type\":\""
                + EventJson.typeOf(entry.event()) + "\",\"event\":" + EventJson.write(entry.event()) + "}";
    }
}
