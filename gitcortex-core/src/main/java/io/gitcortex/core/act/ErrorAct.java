package io.gitcortex.core.act;

import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.core.worktree.Worktrees;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import java.nio.file.Path;

/** Opens the session of the error terminal, which stands outside the tasks. */
public final class ErrorAct {
    private final CommitReader reader;
    private final Worktrees worktrees;
    private final Terminals terminals;

    /** Acts with these. */
    public ErrorAct(CommitReader reader, Worktrees worktrees, Terminals terminals) {
        this.reader = reader;
        this.worktrees = worktrees;
        this.terminals = terminals;
    }

    /**
     * Which session.
     *
     * @param state the workflow
     * @param terminal its error terminal
     * @param session the session to be
     * @param directoryName the worktree's name
     * @param text what it is told
     */
    public record Opening(
            WorkflowState state, TerminalState terminal, SessionId session, String directoryName, String text) {}

    /**
     * Opens the session in a worktree of the base branch that belongs to no branch: nothing that is done there is merged.
     *
     * @return its process
     */
    public ProcessIdentity open(Opening opening, SessionListener listener) throws InterruptedException {
        WorkflowState state = opening.state();
        String base = state.plan().base().orElseThrow();
        String tip = reader.tip("refs/heads/" + base)
                .orElseThrow(() -> new ActException(
                        "The branch " + base + ", which the error terminal would look at," + " does not exist"));
        Path worktree = worktrees.ensureDetached(opening.directoryName(), tip);
        SessionOrder.Ids ids = SessionOrder.Ids.outsideTheTasks(
                opening.session(), state.id(), opening.terminal().id());
        SessionOrder.Place place = new SessionOrder.Place(
                worktree,
                worktrees.gitDirectory(worktree),
                state.plan().baseDirectory().orElse(null),
                state.plan().sign());
        return terminals.open(new SessionOrder(ids, opening.terminal().seat().plan(), place, opening.text()), listener);
    }
}
