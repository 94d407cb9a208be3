package io.gitcortex.integration.seats;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Workflows whose agents do what a test tells them, and what a test wants to know of them. */
final class Seats {
    static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ALL = 10_000;

    private final GitCortex cortex;
    private final WorkflowRun run;

    private Seats(GitCortex cortex, WorkflowRun run) {
        this.cortex = cortex;
        this.run = run;
    }

    static Seats of(GitCortex cortex, WorkflowRun run) {
        return new Seats(cortex, run);
    }

    /** A workflow by rules of one task {@code one}, with terminals {@code one-<role>} that run a shell script. */
    static WorkflowPlan plan(String script, String... roles) {
        return WorkflowPlan.builder("seats", "Sit down")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task("one", script, roles)))
                .build();
    }

    static TaskPlan task(String id, String script, String... roles) {
        List<TerminalPlan> terminals = Stream.of(roles)
                .map(role -> TerminalPlan.builder(role)
                        .id(TerminalId.of(id + "-" + role))
                        .cli("shell")
                        .command(List.of("sh", "-c", script))
                        .build())
                .toList();
        return TaskPlan.builder("Task " + id)
                .id(TaskId.of(id))
                .description("Do " + id)
                .terminals(terminals)
                .build();
    }

    /** Waits until a terminal has a process. */
    SessionId awaitSession(String terminal) {
        return Awaitility.await("a session of " + terminal)
                .atMost(LIMIT)
                .until(
                        () -> events(SessionOpened.class).stream()
                                .filter(opened -> opened.terminalId().equals(TerminalId.of(terminal)))
                                .map(SessionOpened::sessionId)
                                .toList(),
                        sessions -> !sessions.isEmpty())
                .get(0);
    }

    TerminalStatus status(String terminal) {
        return run.workflow().tasks().stream()
                .flatMap(task -> task.terminals().stream())
                .filter(own -> own.terminalId().equals(TerminalId.of(terminal)))
                .findFirst()
                .orElseThrow()
                .status();
    }

    List<JournalEntry> journal() {
        return cortex.events(run.id(), 0, ALL);
    }

    <E extends WorkflowEvent> List<E> events(Class<E> type) {
        List<E> found = new ArrayList<>();
        for (JournalEntry entry : journal()) {
            if (type.isInstance(entry.event())) {
                found.add(type.cast(entry.event()));
            }
        }
        return found;
    }

    <E extends WorkflowEvent> E awaitEvent(Class<E> type) {
        return Awaitility.await(type.getSimpleName())
                .atMost(LIMIT)
                .until(() -> events(type), found -> !found.isEmpty())
                .get(0);
    }
}
