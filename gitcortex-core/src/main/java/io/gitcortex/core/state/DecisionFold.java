package io.gitcortex.core.state;

import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.DecisionEvent;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TaskStatus;
import org.jspecify.annotations.Nullable;

/** What has been decided and not done yet, and what people are asked. */
final class DecisionFold {
    private DecisionFold() {}

    static Draft apply(Draft draft, DecisionEvent event) {
        if (event instanceof DecisionMade made) {
            return decide(draft, made);
        }
        if (event instanceof DecisionRequested requested) {
            draft.counters(draft.counters().requested(requested.decision()));
            return spend(draft, spending(draft).requested(requested.reservedTokens()));
        }
        if (event instanceof AnswerRefused refused) {
            return spend(draft, spending(draft).settled(refused.usage()));
        }
        if (event instanceof DecisionFailed failed) {
            Counters counters = draft.counters().spent(spending(draft).settled(failed.usage()));
            return draft.counters(
                    counters.decided(failed.decision(), failed.throughSequence(), counters.instructions()));
        }
        if (event instanceof InstructionStarted started) {
            return troubled(draft, started.instruction(), null).startInstruction(started.instruction());
        }
        if (event instanceof InstructionDone done) {
            return spokenTo(draft, done.instruction()).removeInstruction(done.instruction());
        }
        if (event instanceof InstructionFailed failed) {
            return troubled(draft, failed.instruction(), failed.reason()).removeInstruction(failed.instruction());
        }
        return draft;
    }

    /** What cannot be tried again by simply looking at the statuses must leave a mark, else it would be tried for ever. */
    private static Draft troubled(Draft draft, long number, @Nullable String reason) {
        Instruction instruction = draft.instruction(number).orElse(null);
        if (instruction instanceof StartTask start) {
            return draft.change(start.taskId(), task -> task.troubledIn(TaskStatus.PENDING, reason));
        }
        if (instruction instanceof MergeBranch merge) {
            return draft.change(merge.taskId(), task -> task.troubledIn(TaskStatus.MERGING, reason));
        }
        if (instruction instanceof CompleteTask complete && !isAtWork(draft, complete.taskId())) {
            return draft.change(complete.taskId(), task -> task.troubledIn(TaskStatus.RUNNING, reason));
        }
        return draft;
    }

    /** Whoever has been told something may go on: whether it does is seen anew. */
    private static Draft spokenTo(Draft draft, long number) {
        return draft.instruction(number).orElse(null) instanceof SendToTerminal send
                ? draft.change(send.terminalId(), TerminalState::spokenTo)
                : draft;
    }

    /** What was asked for too early is no trouble. */
    private static boolean isAtWork(Draft draft, TaskId taskId) {
        return draft.terminals().stream()
                .anyMatch(terminal -> taskId.equals(terminal.seat().taskId())
                        && terminal.rounds().open().isPresent());
    }

    private static Spending spending(Draft draft) {
        return draft.counters().spending();
    }

    private static Draft spend(Draft draft, Spending spending) {
        return draft.counters(draft.counters().spent(spending));
    }

    private static Draft decide(Draft draft, DecisionMade made) {
        if (made.source() == DecisionSource.MODEL) {
            spend(draft, spending(draft).settled(made.usage()));
            draft.counters(draft.counters().decidedByModel());
        }
        long last = draft.counters().instructions();
        for (NumberedInstruction numbered : made.instructions()) {
            draft.put(new InstructionState(
                    numbered.number(), made.decision(), numbered.instruction(), InstructionStatus.READY));
            last = Math.max(last, numbered.number());
        }
        return draft.counters(draft.counters().decided(made.decision(), made.throughSequence(), last));
    }

    static Draft apply(Draft draft, QuestionEvent event) {
        if (event instanceof QuestionAsked asked) {
            // A workflow that has ended asks nobody anything.
            return draft.standing().status().isFinal() ? draft : draft.put(asked.question());
        }
        if (event instanceof QuestionAnswered answered) {
            boolean ownWords = draft.question(answered.questionId())
                    .filter(question -> question.choice(answered.answer()).isEmpty())
                    .isPresent();
            return (ownWords ? draft.counters(draft.counters().spokenNow()) : draft)
                    .removeQuestion(answered.questionId());
        }
        return draft.removeQuestion(((QuestionWithdrawn) event).questionId());
    }
}
