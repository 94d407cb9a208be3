package io.gitcortex.core.run;

import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a workflow has had made in its repository, as far as its journal tells.
 *
 * @param isFinal whether the workflow has ended
 * @param hasOpenSessions whether sessions were announced whose end was not seen
 * @param target the branch that tasks are merged into
 * @param places its worktrees, whether they exist or not
 */
public record Remains(boolean isFinal, boolean hasOpenSessions, String target, List<Place> places) {
    /**
     * A worktree.
     *
     * @param directoryName its name
     * @param branchOrEmpty the branch that it was made for, without {@code refs/heads/}; empty for a seat outside the tasks
     * @param cleanup a program and arguments to run in it before it is removed, or nothing
     */
    public record Place(String directoryName, String branchOrEmpty, List<String> cleanup) {
        public Place {
            cleanup = List.copyOf(cleanup);
        }

        /** The branch that it was made for. */
        public Optional<String> branch() {
            return branchOrEmpty.isEmpty() ? Optional.empty() : Optional.of(branchOrEmpty);
        }
    }

    public Remains {
        places = List.copyOf(places);
    }

    /**
     * Reads the journal of a workflow, whoever runs it.
     *
     * @throws StoreException if there is no such workflow
     */
    public static Remains of(WorkflowStore store, WorkflowId id) {
        WorkflowState state = Journal.replay(store, id);
        Stream<Place> tasks = state.tasks().stream().map(task -> ofTask(state, task));
        Stream<Place> outside = state.terminals().stream()
                .filter(terminal -> terminal.taskId().isEmpty())
                .map(terminal -> new Place(Names.directoryOutsideTheTasks(state, terminal.id()), "", List.of()));
        boolean open = state.terminals().stream().map(TerminalState::session).anyMatch(Optional::isPresent);
        return new Remains(
                state.status().isFinal(),
                open,
                state.plan().base().orElse(""),
                Stream.concat(tasks, outside).toList());
    }

    /** Also of a task that was cancelled before the journal could say that it has begun. */
    private static Place ofTask(WorkflowState state, TaskState task) {
        return new Place(
                Names.directory(state, task),
                task.branch().map(TaskState.Branch::name).orElseGet(() -> Names.branch(state, task)),
                task.plan().cleanup());
    }
}
