package io.gitcortex.core.terminal;

import io.gitcortex.model.InstructionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TerminalPlan;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session is opened for.
 *
 * @param ids who it is
 * @param seat the terminal's plan
 * @param place where it works
 * @param text what it is told, whole
 * @param conversationOrNull what its CLI calls the conversation that goes on, or null for a new one
 */
public record SessionOrder(
        Ids ids,
        TerminalPlan seat,
        Place place,
        String text,
        @Nullable String conversationOrNull) {
    /** A session with a conversation of its own. */
    public SessionOrder(Ids ids, TerminalPlan seat, Place place, String text) {
        this(ids, seat, place, text, null);
    }

    /** What its CLI calls the conversation that goes on; empty for a new one. */
    public Optional<String> conversation() {
        return Optional.ofNullable(conversationOrNull);
    }

    /**
     * Who the session is, and what its result must give back.
     *
     * @param session the session
     * @param workflow the workflow
     * @param taskOrNull the task; null outside the tasks
     * @param terminal the terminal
     * @param instructionOrNull the instruction that opened the round; null where there is no round
     * @param reviewedOrNull the terminal whose work is judged; null for work
     */
    public record Ids(
            SessionId session,
            WorkflowId workflow,
            @Nullable TaskId taskOrNull,
            TerminalId terminal,
            @Nullable InstructionId instructionOrNull,
            @Nullable TerminalId reviewedOrNull) {
        /** A session without a round, of which no result is expected. */
        public static Ids outsideTheTasks(SessionId session, WorkflowId workflow, TerminalId terminal) {
            return new Ids(session, workflow, null, terminal, null, null);
        }

        /** The terminal whose work is judged; empty for work. */
        public Optional<TerminalId> reviewed() {
            return Optional.ofNullable(reviewedOrNull);
        }
    }

    /**
     * Where the session works.
     *
     * @param worktree its working directory
     * @param gitDirectory the worktree's own git directory
     * @param baseDirectoryOrNull where file names in a plan's command are looked up, or null
     * @param sign whether its commits are signed as the person's configuration says
     */
    public record Place(
            Path worktree, Path gitDirectory, @Nullable Path baseDirectoryOrNull, boolean sign) {}
}
