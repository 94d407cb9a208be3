package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.SessionLogs;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Workflow;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A terminal of a workflow.
 *
 * @param workflowId the workflow
 * @param terminalId the terminal
 */
record Seat(WorkflowId workflowId, TerminalId terminalId) {
    /** What a person may write for a terminal. */
    static final String WORDS =
            "The terminal: its id, or WORKFLOW/TERMINAL where several workflows have one of that id.";

    /** The one that is meant. */
    static Seat find(GitCortex cortex, String word) {
        List<Seat> all = cortex.workflows().stream()
                .flatMap(workflow -> of(cortex, workflow))
                .distinct()
                .toList();
        List<Seat> found = all.stream().filter(seat -> seat.isCalled(word)).toList();
        if (found.isEmpty()) {
            throw new GitCortexException("There is no terminal " + word + " in this repository; "
                    + (all.isEmpty() ? "it has none" : "it has " + list(all)));
        }
        if (found.size() > 1) {
            throw new GitCortexException("Several workflows have a terminal " + word + "; name one: " + list(found));
        }
        return found.get(0);
    }

    /** Those of its tasks, and one outside of them that a session was opened for: the error terminal. */
    private static Stream<Seat> of(GitCortex cortex, Workflow workflow) {
        Stream<TerminalId> planned = workflow.tasks().stream()
                .flatMap(task -> task.terminals().stream())
                .map(terminal -> terminal.terminalId());
        Stream<TerminalId> opened = SessionLogs.of(cortex, workflow.workflowId()).sessions().stream()
                .map(SessionLogs.Session::terminalId);
        return Stream.concat(planned, opened).map(terminal -> new Seat(workflow.workflowId(), terminal));
    }

    private boolean isCalled(String word) {
        return word.equals(terminalId.value()) || word.equals(toString());
    }

    private static String list(List<Seat> seats) {
        return seats.stream().map(Seat::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return workflowId.value() + "/" + terminalId.value();
    }
}
