package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalTest {
    private static final TaskId TASK = TaskId.of("page");

    private static Choice choice(String key, Instruction... instructions) {
        return new Choice(key, key + " it", List.of(instructions));
    }

    private static String proposal(String defaultChoice, Choice... choices) {
        return Proposal.of(
                new Question(QuestionId.of("q-1"), TASK, "What?", List.of(choices), Instant.EPOCH, defaultChoice));
    }

    @Test
    void the_first_choice_that_gives_nothing_up_is_proposed_whatever_the_default_is() {
        Choice fail = choice("fail", new FailTask(TASK, "no"));

        assertThat(proposal("fail", fail, choice("accept", new CompleteTask(TASK, null)), choice("wait")))
                .isEqualTo("accept");
        assertThat(proposal("fail", fail, choice("wait"))).isEqualTo("wait");
    }

    @Test
    void where_every_choice_gives_something_up_the_default_is_proposed() {
        assertThat(proposal(
                        "end",
                        choice("fail", new FailWorkflow("no", ErrorSeverity.MAJOR)),
                        choice("end", new CompleteWorkflow(false, "no"))))
                .isEqualTo("end");
    }
}
