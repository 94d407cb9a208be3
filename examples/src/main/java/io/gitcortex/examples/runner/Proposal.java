package io.gitcortex.examples.runner;

import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Question;

/** Which answer a command that may be pasted without much thought should give. */
final class Proposal {
    private Proposal() {}

    /** The first choice that gives nothing up; where every one does, the default. */
    static String of(Question question) {
        return question.choices().stream()
                .filter(choice -> choice.instructions().stream().noneMatch(Proposal::givesUp))
                .map(Question.Choice::key)
                .findFirst()
                .orElse(question.defaultChoice());
    }

    private static boolean givesUp(Instruction instruction) {
        return instruction instanceof FailTask
                || instruction instanceof CancelTask
                || instruction instanceof FailWorkflow
                || (instruction instanceof CompleteWorkflow end && !end.success());
    }
}
