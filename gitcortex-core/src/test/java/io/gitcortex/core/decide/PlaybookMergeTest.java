package io.gitcortex.core.decide;

import static io.gitcortex.core.state.Story.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the playbook does about a merge that does not go through at once. */
final class PlaybookMergeTest {
    private static final TaskId A = TaskId.of("a");
    private static final TerminalId CODER = TerminalId.of("a-coder");
    private static final Instruction START_CODER = new StartTerminal(CODER, "do a");

    private final Playbook playbook = new Playbook(new Limits(2, 3));

    private List<Instruction> next(Story story) {
        Decision decision = playbook.next(story.state());
        assertThat(decision.asks()).isEmpty();
        return decision.instructions();
    }

    private Ask ask(Story story) {
        Decision decision = playbook.next(story.state());
        assertThat(decision.instructions()).isEmpty();
        assertThat(decision.asks()).hasSize(1);
        return decision.asks().get(0);
    }

    private static Story merging() {
        return merging(Story.of(Story.task("a", "coder")));
    }

    private static Story merging(Story story) {
        return story.started("a").works("a-coder").completes("a", "a-coder").add(new TaskReadyToMerge(WORKFLOW, A, ""));
    }

    private static WorkflowEvent conflict() {
        return new TaskConflicted(WORKFLOW, A, "main", List.of("a.txt"));
    }

    private static WorkflowEvent red() {
        return new VerificationFailed(WORKFLOW, A, "3 tests failed");
    }

    private static String rework(Story story) {
        return story.state()
                .terminal(CODER)
                .orElseThrow()
                .rounds()
                .newest()
                .orElseThrow()
                .rework();
    }

    @Test
    void a_conflict_is_the_authors_three_times_and_then_somebody_is_asked() {
        Story story = merging();
        for (int i = 0; i < 3; i++) {
            story.add(conflict());
            assertThat(next(story)).containsExactly(START_CODER);
            story.works("a-coder").completes("a", "a-coder").add(new TaskReadyToMerge(WORKFLOW, A, ""));
        }
        story.add(conflict());

        Ask ask = ask(story);
        assertThat(ask.text()).contains("still conflicts").contains("3 attempts");
        assertThat(ask.choices().get(0))
                .isEqualTo(new Choice("retry", "the author tries once more", List.of(START_CODER)));
        assertThat(ask.defaultChoice()).isEqualTo("fail");
    }

    @Test
    void a_failed_verification_is_the_authors_three_times_and_then_somebody_is_asked() {
        Story story = merging(Story.verified(List.of("mvn", "-q", "test"), Story.task("a", "coder")));
        for (int i = 0; i < 3; i++) {
            story.add(red());
            assertThat(next(story)).containsExactly(START_CODER);
            story.works("a-coder");
            assertThat(rework(story)).contains("3 tests failed");
            story.completes("a", "a-coder").add(new TaskReadyToMerge(WORKFLOW, A, ""));
        }
        story.add(red());

        assertThat(ask(story).text())
                .contains("verification of task a (mvn -q test) still fails")
                .contains("3 attempts");
    }

    @Test
    void a_round_after_a_lost_one_is_told_again_what_must_be_mended() {
        Story story = merging().add(conflict()).works("a-coder").loses("a-coder");
        assertThat(next(story)).containsExactly(START_CODER);

        story.works("a-coder");
        assertThat(rework(story)).contains("conflicts in: a.txt");

        story.completes("a", "a-coder")
                .add(new TaskReadyToMerge(WORKFLOW, A, ""))
                .add(red());
        story.works("a-coder");
        assertThat(rework(story)).contains("3 tests failed").doesNotContain("conflicts in");
    }

    @Test
    void work_that_succeeded_leaves_nothing_to_mend() {
        Story story = merging()
                .add(conflict())
                .works("a-coder")
                .completes("a", "a-coder")
                .works("a-coder");

        assertThat(rework(story)).isEmpty();
    }

    @Test
    void a_target_that_keeps_moving_is_a_question_whose_default_tries_again() {
        Story story = merging();
        for (int i = 0; i < 5; i++) {
            assertThat(next(story)).containsExactly(new MergeBranch(A));
            story.add(new MergePrepared(WORKFLOW, A, "main", "t" + i, "c1", "m" + i));
        }

        assertThat(ask(story)).satisfies(ask -> {
            assertThat(ask.text()).contains("moved each of the 5 times");
            assertThat(ask.defaultChoice()).isEqualTo("retry");
        });
    }

    @Test
    void a_task_that_could_not_be_merged_is_a_question_whose_default_tries_again() {
        Story story = merging();
        long number = story.decide(new MergeBranch(A));
        story.add(new InstructionFailed(WORKFLOW, number, "git refused"));

        Ask ask = ask(story);
        assertThat(ask.text()).contains("could not be merged").contains("git refused");
        assertThat(ask.choices().get(0).instructions()).containsExactly(new MergeBranch(A));
        assertThat(ask.defaultChoice()).isEqualTo("retry");
    }
}
