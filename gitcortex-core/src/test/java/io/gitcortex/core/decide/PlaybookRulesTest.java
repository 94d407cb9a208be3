package io.gitcortex.core.decide;

import static io.gitcortex.core.state.Story.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Handoff;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The playbook sentence by sentence, where {@link PlaybookTest} tells how a task usually goes. */
final class PlaybookRulesTest {
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

    private static Story working(String... roles) {
        return Story.of(Story.task("a", roles)).started("a").works("a-coder");
    }

    private static ReportedCommit commit(String message) {
        return new ReportedCommit("c9", "branch", message, CommitSource.BRANCH);
    }

    @Test
    void a_completed_task_frees_its_place() {
        Story story = Story.of(Story.task("a", "coder"), Story.task("b", "coder"), Story.task("c", "coder"))
                .started("a")
                .works("a-coder")
                .started("b")
                .works("b-coder");
        assertThat(next(story)).isEmpty();

        story.add(new TaskCompletedUnmerged(WORKFLOW, A));

        assertThat(next(story)).containsExactly(new StartTask(TaskId.of("c"), null));
    }

    @Test
    void a_task_that_is_merged_still_takes_its_place() {
        Story story = Story.of(Story.task("a", "coder"), Story.task("b", "coder"), Story.task("c", "coder"))
                .started("a")
                .works("a-coder")
                .started("b")
                .works("b-coder")
                .completes("a", "a-coder")
                .add(new TaskReadyToMerge(WORKFLOW, A, ""));

        assertThat(next(story)).containsExactly(new MergeBranch(A));
    }

    @Test
    void a_task_waits_for_all_that_it_depends_on() {
        TaskPlan last = Story.task("c", "coder").toBuilder()
                .dependsOn(List.of(A, TaskId.of("b")))
                .build();
        Story story = Story.of(Story.task("a", "coder"), Story.task("b", "coder"), last)
                .started("a")
                .works("a-coder")
                .started("b")
                .works("b-coder")
                .add(new TaskCompletedUnmerged(WORKFLOW, A));
        assertThat(next(story)).isEmpty();

        story.add(new TaskCompletedUnmerged(WORKFLOW, TaskId.of("b")));

        assertThat(next(story)).containsExactly(new StartTask(TaskId.of("c"), null));
    }

    @Test
    void the_next_terminal_begins_when_the_one_before_it_has_completed_and_finds_its_hand_off() {
        FileChange file = new FileChange("a.txt", "added");
        Story story = working("coder", "writer");
        assertThat(next(story)).isEmpty();

        story.add(new TerminalCompleted(WORKFLOW, A, CODER, commit("done"), List.of(file), "mind the gap"))
                .leaves("a-coder");

        assertThat(next(story)).containsExactly(new StartTerminal(TerminalId.of("a-writer"), "do a"));
        assertThat(story.state().terminal(CODER).orElseThrow().rounds().handoff())
                .contains(new Handoff(commit("done"), List.of(file), "mind the gap"));
    }

    @Test
    void after_a_passed_review_the_next_terminal_begins() {
        Story story = working("coder", "reviewer", "writer")
                .completes("a", "a-coder")
                .reviews("a-reviewer", "a-coder")
                .passes("a", "a-reviewer", "a-coder");

        assertThat(next(story)).containsExactly(new StartTerminal(TerminalId.of("a-writer"), "do a"));
    }

    @Test
    void two_reviewers_look_at_the_work_one_after_the_other() {
        TaskPlan plan = Story.task("a", "coder", "reviewer");
        TaskPlan two = plan.toBuilder()
                .terminals(List.of(
                        plan.terminals().get(0),
                        plan.terminals().get(1),
                        plan.terminals().get(1).toBuilder()
                                .id(TerminalId.of("a-second"))
                                .build()))
                .build();
        Story story = Story.of(two).started("a").works("a-coder").completes("a", "a-coder");
        assertThat(next(story)).containsExactly(new ReviewCode(CODER, "c1"));
        assertThat(reviewer(story)).contains("a-reviewer");

        story.reviews("a-reviewer", "a-coder").passes("a", "a-reviewer", "a-coder");
        assertThat(next(story)).containsExactly(new ReviewCode(CODER, "c1"));
        assertThat(reviewer(story)).contains("a-second");

        story.reviews("a-second", "a-coder").rejects("a", "a-second", "a-coder");
        assertThat(next(story)).singleElement().isInstanceOf(FixIssues.class);

        story.works("a-coder").completes("a", "a-coder");
        assertThat(next(story)).containsExactly(new ReviewCode(CODER, "c4"));
        assertThat(reviewer(story)).contains("a-reviewer");
    }

    private static Optional<String> reviewer(Story story) {
        TerminalState author = story.state().terminal(CODER).orElseThrow();
        return Reviewers.of(story.state(), author).map(reviewer -> reviewer.id().value());
    }

    @Test
    void a_reported_failure_gives_one_more_round_and_then_asks_with_the_reason() {
        Story story = working("coder");
        story.add(new TerminalFailed(WORKFLOW, A, CODER, commit("no compiler"), null))
                .leaves("a-coder");
        assertThat(next(story)).containsExactly(START_CODER);

        story.works("a-coder")
                .add(new TerminalFailed(WORKFLOW, A, CODER, commit("still no compiler"), null))
                .leaves("a-coder");

        Ask ask = ask(story);
        assertThat(ask.scope()).isEqualTo(A);
        assertThat(ask.text()).contains("a-coder").contains("failed 2 times").contains("still no compiler");
        assertThat(ask.choices())
                .containsExactly(
                        new Choice("retry", "one more round", List.of(START_CODER)),
                        new Choice("fail", "give the task up", List.of(new FailTask(A, "terminal a-coder failed"))));
        assertThat(ask.defaultChoice()).isEqualTo("fail");
    }

    @Test
    void a_good_result_in_between_lets_failures_count_anew() {
        Story story = working("coder", "reviewer")
                .loses("a-coder")
                .works("a-coder")
                .completes("a", "a-coder")
                .reviews("a-reviewer", "a-coder")
                .rejects("a", "a-reviewer", "a-coder")
                .works("a-coder")
                .loses("a-coder");

        assertThat(next(story)).singleElement().isInstanceOf(FixIssues.class);
    }

    @Test
    void work_that_was_rejected_too_often_may_be_taken_as_it_is() {
        Story story = working("coder", "reviewer");
        for (int i = 0; i < 3; i++) {
            story.completes("a", "a-coder").reviews("a-reviewer", "a-coder").rejects("a", "a-reviewer", "a-coder");
            if (i < 2) {
                story.works("a-coder");
            }
        }

        assertThat(ask(story).choices()).extracting(Choice::instructions).satisfies(follows -> {
            assertThat(follows.get(0)).singleElement().isInstanceOf(FixIssues.class);
            assertThat(follows.get(1)).containsExactly(new CompleteTask(A, "accepted"));
            assertThat(follows.get(2)).singleElement().isInstanceOf(FailTask.class);
        });
    }

    @Test
    void a_task_that_could_not_be_started_is_a_question_with_the_reason() {
        Story story = Story.of(Story.task("a", "coder"));
        long number = story.decide(new StartTask(A, null));
        story.add(new InstructionFailed(WORKFLOW, number, "the disk is full"));

        Ask ask = ask(story);
        assertThat(ask.text()).contains("could not be started").contains("the disk is full");
        assertThat(ask.choices().get(0).instructions()).containsExactly(new StartTask(A, null));

        long again = story.decide(new StartTask(A, null));
        story.add(new InstructionStarted(WORKFLOW, again));
        assertThat(story.state().task(A).orElseThrow().trouble()).isEmpty();
    }

    @Test
    void what_depends_on_a_cancelled_task_is_cancelled_one_after_the_other() {
        TaskPlan b = Story.task("b", "coder").toBuilder().dependsOn(List.of(A)).build();
        TaskPlan c = Story.task("c", "coder").toBuilder()
                .dependsOn(List.of(TaskId.of("b")))
                .build();
        Story story = Story.of(Story.task("a", "coder"), b, c).add(new TaskCancelled(WORKFLOW, A, "not wanted"));

        assertThat(next(story)).singleElement().isInstanceOfSatisfying(CancelTask.class, cancel -> {
            assertThat(cancel.taskId()).isEqualTo(TaskId.of("b"));
            assertThat(cancel.reason()).contains("depends on a");
        });
        story.add(new TaskCancelled(WORKFLOW, TaskId.of("b"), "lost"));
        assertThat(next(story))
                .singleElement()
                .isInstanceOfSatisfying(
                        CancelTask.class, cancel -> assertThat(cancel.taskId()).isEqualTo(TaskId.of("c")));
    }

    @Test
    void other_tasks_go_on_beside_a_failed_one_and_the_workflow_fails_when_none_can() {
        Story story = Story.of(Story.task("a", "coder"), Story.task("b", "coder"))
                .add(new TaskCancelled(WORKFLOW, A, "not wanted"));
        assertThat(next(story)).containsExactly(new StartTask(TaskId.of("b"), null));

        story.started("b").works("b-coder").add(new TaskCompletedUnmerged(WORKFLOW, TaskId.of("b")));

        assertThat(next(story))
                .containsExactly(
                        new FailWorkflow("No task can go on; not completed: a (cancelled)", ErrorSeverity.MAJOR));
    }

    @Test
    void tasks_without_commits_complete_a_workflow_too() {
        Story story = working("coder").completes("a", "a-coder");
        assertThat(next(story)).containsExactly(new CompleteTask(A, null));

        story.add(new TaskCompletedUnmerged(WORKFLOW, A));

        assertThat(next(story)).containsExactly(new CompleteWorkflow(true, "The task is completed"));
    }

    @Test
    void nothing_is_decided_before_the_start_nor_in_a_pause() {
        assertThat(playbook.next(Story.planned(Story.task("a", "coder")).state())
                        .isEmpty())
                .isTrue();
        Story story = Story.of(Story.task("a", "coder")).add(new WorkflowPaused(WORKFLOW, "lunch"));
        assertThat(playbook.next(story.state()).isEmpty()).isTrue();

        story.add(new WorkflowUnpaused(WORKFLOW));

        assertThat(next(story)).containsExactly(new StartTask(A, null));
    }

    @Test
    void the_plans_limits_come_before_the_hosts() {
        OrchestratorConfig host = OrchestratorConfig.builder()
                .maxParallelTasks(7)
                .maxReviewRounds(9)
                .build();
        WorkflowPlan.Builder plan = WorkflowPlan.builder("p", "g").tasks(List.of(Story.task("a", "coder")));

        assertThat(Limits.of(plan.build(), host)).isEqualTo(new Limits(7, 9));
        assertThat(Limits.of(plan.limits(new WorkflowLimits(2, 1, null, null)).build(), host))
                .isEqualTo(new Limits(2, 1));
    }
}
