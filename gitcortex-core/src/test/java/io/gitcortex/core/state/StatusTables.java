package io.gitcortex.core.state;

import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The legal moves, written out by hand from what is promised, never from the code. */
final class StatusTables {
    private static final MoveTable<WorkflowStatus> WORKFLOW = MoveTable.of(WorkflowStatus.class, """
            pending:   running failed cancelled
            running:   paused completed failed cancelled
            paused:    running failed cancelled
            completed: -
            failed:    -
            cancelled: -
            """);
    private static final MoveTable<TaskStatus> TASK = MoveTable.of(TaskStatus.class, """
            pending:    running failed cancelled
            running:    merging completed failed cancelled
            merging:    completed conflicted running failed cancelled
            conflicted: running failed cancelled
            completed:  -
            failed:     -
            cancelled:  -
            """);
    private static final MoveTable<TerminalStatus> TERMINAL = MoveTable.of(TerminalStatus.class, """
            pending:         running
            running:         completed failed cancelled
            completed:       review_passed review_rejected running
            review_passed:   review_passed review_rejected running
            review_rejected: running
            failed:          running
            cancelled:       -
            """);
    private static final MoveTable<RunState> RUN = MoveTable.of(RunState.class, """
            idle:       processing paused stopped
            processing: idle paused stopped
            paused:     processing idle stopped
            stopped:    -
            """);

    private StatusTables() {}

    static List<Arguments> workflow() {
        return WORKFLOW.pairs();
    }

    static List<Arguments> task() {
        return TASK.pairs();
    }

    static List<Arguments> terminal() {
        return TERMINAL.pairs();
    }

    static List<Arguments> run() {
        return RUN.pairs();
    }
}
