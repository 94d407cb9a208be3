package io.gitcortex.core.decide;

import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which terminal judges another's work. */
public final class Reviewers {
    private Reviewers() {}

    /**
     * The reviewer that is next to judge a terminal's newest work: the first after it that has not, else the first.
     *
     * @param state the workflow
     * @param subject the terminal whose work is judged
     * @return the reviewer, or empty if the task has none after that terminal
     */
    public static Optional<TerminalState> of(WorkflowState state, TerminalState subject) {
        List<TerminalState> reviewers = subject.taskId().map(state::terminals).orElse(List.of()).stream()
                .filter(terminal -> terminal.seat().isReviewer()
                        && terminal.seat().order() > subject.seat().order())
                .sorted(Comparator.comparingInt(terminal -> terminal.seat().order()))
                .toList();
        int round = subject.rounds().count();
        return reviewers.stream()
                .filter(reviewer -> reviewer.rounds().judgedRound() < round)
                .findFirst()
                .or(() -> reviewers.stream().findFirst());
    }
}
