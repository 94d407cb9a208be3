package io.gitcortex.core.run;

import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.json.QuestionJson;
import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows that follow from events: what differs between two states, and nothing else. */
final class Projection {
    private final WorkflowState before;
    private final WorkflowState after;
    private final Set<Long> done = new HashSet<>();
    private final Set<QuestionId> answered = new HashSet<>();

    Projection(WorkflowState before, WorkflowState after, List<WorkflowEvent> between) {
        this.before = before;
        this.after = after;
        for (WorkflowEvent event : between) {
            if (event instanceof InstructionDone outcome) {
                done.add(outcome.instruction());
            }
            if (event instanceof QuestionAnswered outcome) {
                answered.add(outcome.questionId());
            }
        }
    }

    void writeTo(WorkflowWrite.Builder write, InstructionLedger ledger) {
        if (!before.standing().equals(after.standing())) {
            write.workflow(after.header().build());
        }
        for (TaskState task : after.tasks()) {
            if (!before.task(task.id()).filter(task::equals).isPresent()) {
                write.task(task.snapshot(after.id()));
            }
        }
        for (TerminalState terminal : after.terminals()) {
            if (!before.terminal(terminal.id()).filter(terminal::equals).isPresent()) {
                write.terminal(terminal.snapshot());
            }
        }
        writeInstructions(write, ledger);
        writeQuestions(write);
    }

    private void writeInstructions(WorkflowWrite.Builder write, InstructionLedger ledger) {
        for (InstructionState now : after.openInstructions()) {
            if (!before.openInstruction(now.number()).filter(now::equals).isPresent()) {
                write.instruction(row(now, now.status(), ledger));
            }
        }
        for (InstructionState then : before.openInstructions()) {
            if (after.openInstruction(then.number()).isEmpty()) {
                InstructionStatus outcome =
                        done.contains(then.number()) ? InstructionStatus.DONE : InstructionStatus.FAILED;
                write.instruction(row(then, outcome, ledger));
            }
        }
    }

    private static InstructionRow row(InstructionState state, InstructionStatus status, InstructionLedger ledger) {
        return new InstructionRow(
                state.number(),
                ledger.idOf(state.number()),
                state.instruction().type(),
                status,
                InstructionJson.write(state.instruction()));
    }

    private void writeQuestions(WorkflowWrite.Builder write) {
        for (Question now : after.openQuestions()) {
            if (!before.openQuestions().contains(now)) {
                write.question(row(now, QuestionStatus.OPEN));
            }
        }
        for (Question then : before.openQuestions()) {
            if (!after.openQuestions().contains(then)) {
                boolean settled = answered.contains(then.id());
                write.question(row(then, settled ? QuestionStatus.ANSWERED : QuestionStatus.WITHDRAWN));
            }
        }
    }

    private static QuestionRow row(Question question, QuestionStatus status) {
        return new QuestionRow(question.id(), status, question.deadline(), QuestionJson.write(question));
    }
}
