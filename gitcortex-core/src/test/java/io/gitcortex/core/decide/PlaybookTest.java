package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlaybookTest {
    private static final ReviewIssue ISSUE = new ReviewIssue("a.txt", 2, "major", "no exclamation mark", null);

    private final Playbook playbook = new Playbook(new Limits(2, 3));

    private List<Instruction> next(Story story) {
        return playbook.next(story.state()).instructions();
    }

    private static TaskPlan dependent(String id, String on) {
        return Story.task(id, "coder").toBuilder()
                .dependsOn(List.of(TaskId.of(on)))
                .build();
    }

    private static Story reviewedTask() {
        return Story.of(Story.task("a", "coder", "reviewer"))
                .started("a")
                .works("a-coder")
                .completes("a", "a-coder");
    }

    @Test
    void starts_as_many_tasks_as_there_are_places() {
        Story story = Story.of(Story.task("a", "coder"), Story.task("b", "coder"), Story.task("c", "coder"));

        assertThat(next(story))
                .containsExactly(new StartTask(TaskId.of("a"), null), new StartTask(TaskId.of("b"), null));
    }

    @Test
    void does_not_decide_again_what_is_decided_already() {
        Story story = Story.of(Story.task("a", "coder"));
        story.decide(new StartTask(TaskId.of("a"), null));

        assertThat(next(story)).isEmpty();
    }

    @Test
    void starts_a_dependent_task_only_when_its_dependency_is_completed() {
        Story story = Story.of(Story.task("a", "coder"), dependent("b", "a"));
        assertThat(next(story)).containsExactly(new StartTask(TaskId.of("a"), null));

        story.started("a")
                .works("a-coder")
                .completes("a", "a-coder")
                .add(new TaskReadyToMerge(Story.WORKFLOW, TaskId.of("a"), ""))
                .add(new TaskMerged(Story.WORKFLOW, TaskId.of("a"), "main", "m1"));

        assertThat(next(story)).containsExactly(new StartTask(TaskId.of("b"), null));
    }

    @Test
    void cancels_what_depends_on_a_failed_task_and_then_fails_the_workflow_by_name() {
        Story story = Story.of(Story.task("a", "coder"), dependent("b", "a"));
        story.add(new TaskFailed(Story.WORKFLOW, TaskId.of("a"), "given up"));

        assertThat(next(story)).singleElement().isInstanceOfSatisfying(CancelTask.class, cancel -> {
            assertThat(cancel.taskId()).isEqualTo(TaskId.of("b"));
            assertThat(cancel.reason()).contains("a");
        });

        story.add(new TaskCancelled(Story.WORKFLOW, TaskId.of("b"), "lost"));
        assertThat(next(story)).singleElement().isInstanceOfSatisfying(FailWorkflow.class, end -> {
            assertThat(end.severity()).isEqualTo(ErrorSeverity.MAJOR);
            assertThat(end.error()).contains("a (failed)").contains("b (cancelled)");
        });
    }

    @Test
    void has_finished_work_reviewed() {
        assertThat(next(reviewedTask())).containsExactly(new ReviewCode(TerminalId.of("a-coder"), "c1"));
    }

    @Test
    void sends_the_issues_of_a_rejection_to_the_author_and_then_reviews_again() {
        Story story = reviewedTask().reviews("a-reviewer", "a-coder").rejects("a", "a-reviewer", "a-coder");
        assertThat(next(story)).containsExactly(new FixIssues(TerminalId.of("a-coder"), List.of(ISSUE)));

        story.works("a-coder").completes("a", "a-coder");
        assertThat(next(story)).containsExactly(new ReviewCode(TerminalId.of("a-coder"), "c3"));
    }

    @Test
    void completes_a_task_when_its_last_review_has_passed() {
        Story story = reviewedTask().reviews("a-reviewer", "a-coder").passes("a", "a-reviewer", "a-coder");

        assertThat(next(story)).containsExactly(new CompleteTask(TaskId.of("a"), null));
    }

    @Test
    void asks_when_work_has_been_rejected_too_often() {
        Story story = reviewedTask();
        for (int i = 0; i < 3; i++) {
            story.reviews("a-reviewer", "a-coder").rejects("a", "a-reviewer", "a-coder");
            if (i < 2) {
                story.works("a-coder").completes("a", "a-coder");
            }
        }

        Decision decision = playbook.next(story.state());
        assertThat(decision.instructions()).isEmpty();
        assertThat(decision.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.scope()).isEqualTo(TaskId.of("a"));
            assertThat(ask.text()).contains("rejected 3 times");
            assertThat(ask.choices()).extracting(Choice::key).containsExactly("fix", "accept", "fail");
            assertThat(ask.defaultChoice()).isEqualTo("fail");
        });
    }

    @Test
    void gives_a_terminal_one_more_round_after_a_failure_and_then_asks() {
        Story story =
                Story.of(Story.task("a", "coder")).started("a").works("a-coder").loses("a-coder");
        assertThat(next(story)).containsExactly(new StartTerminal(TerminalId.of("a-coder"), "do a"));

        story.works("a-coder").loses("a-coder");
        assertThat(playbook.next(story.state()).asks())
                .singleElement()
                .satisfies(ask -> assertThat(ask.text()).contains("a-coder").contains("failed 2 times"));
    }

    @Test
    void gives_a_lost_review_to_the_reviewer_again() {
        Story story = reviewedTask().reviews("a-reviewer", "a-coder").loses("a-reviewer");

        assertThat(next(story)).containsExactly(new ReviewCode(TerminalId.of("a-coder"), "c1"));
    }

    @Test
    void waits_while_somebody_works() {
        Story story = Story.of(Story.task("a", "coder")).started("a").works("a-coder");

        assertThat(playbook.next(story.state()).isEmpty()).isTrue();
    }

    @Test
    void merges_what_is_ready_and_completes_the_workflow() {
        Story story = Story.of(Story.task("a", "coder"))
                .started("a")
                .works("a-coder")
                .completes("a", "a-coder")
                .add(new TaskReadyToMerge(Story.WORKFLOW, TaskId.of("a"), ""));
        assertThat(next(story)).containsExactly(new MergeBranch(TaskId.of("a")));

        story.add(new MergePrepared(Story.WORKFLOW, TaskId.of("a"), "main", "t0", "c1", "m1"))
                .add(new TaskMerged(Story.WORKFLOW, TaskId.of("a"), "main", "m1"));
        assertThat(next(story)).containsExactly(new CompleteWorkflow(true, "The task is completed"));
    }

    @Test
    void has_the_author_resolve_a_conflict_and_the_reviewer_look_at_it_again() {
        Story story = reviewedTask()
                .reviews("a-reviewer", "a-coder")
                .passes("a", "a-reviewer", "a-coder")
                .add(new TaskReadyToMerge(Story.WORKFLOW, TaskId.of("a"), ""))
                .add(new TaskConflicted(Story.WORKFLOW, TaskId.of("a"), "main", List.of("a.txt")));
        assertThat(next(story)).containsExactly(new StartTerminal(TerminalId.of("a-coder"), "do a"));

        story.works("a-coder");
        assertThat(story.state()
                        .terminal(TerminalId.of("a-coder"))
                        .orElseThrow()
                        .rounds()
                        .newest()
                        .orElseThrow()
                        .rework())
                .contains("main")
                .contains("a.txt");
        story.completes("a", "a-coder");
        assertThat(next(story)).containsExactly(new ReviewCode(TerminalId.of("a-coder"), "c3"));
    }

    @Test
    void lets_a_task_that_waits_for_a_person_give_up_its_place() {
        Story story = Story.of(Story.task("a", "coder"), Story.task("b", "coder"), Story.task("c", "coder"));
        story.started("a").works("a-coder").started("b").works("b-coder");
        assertThat(next(story)).isEmpty();

        story.loses("a-coder").works("a-coder").loses("a-coder").add(questionAbout("a"));
        assertThat(next(story)).containsExactly(new StartTask(TaskId.of("c"), null));
    }

    @Test
    void asks_about_a_task_that_nobody_sits_in_once_it_could_begin() {
        Story story = Story.of(Story.task("a", "coder"));
        TaskPlan bare = TaskPlan.builder("Bare")
                .id(TaskId.of("bare"))
                .dependsOn(List.of(TaskId.of("a")))
                .build();
        story.add(new TaskCreated(Story.WORKFLOW, TaskId.of("bare"), bare));
        assertThat(playbook.next(story.state()).asks()).isEmpty();

        story.started("a")
                .works("a-coder")
                .completes("a", "a-coder")
                .add(new TaskReadyToMerge(Story.WORKFLOW, TaskId.of("a"), ""))
                .add(new TaskMerged(Story.WORKFLOW, TaskId.of("a"), "main", "m1"));

        Decision decision = playbook.next(story.state());
        assertThat(decision.instructions()).isEmpty();
        assertThat(decision.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.scope()).isEqualTo(TaskId.of("bare"));
            assertThat(ask.text()).contains("has no terminal").contains("create_terminal");
            assertThat(ask.defaultChoice()).isEqualTo("fail");
        });
        story.add(questionAbout("bare"));
        assertThat(playbook.next(story.state()).isEmpty()).isTrue();
    }

    private static QuestionAsked questionAbout(String task) {
        return new QuestionAsked(
                Story.WORKFLOW,
                new Question(
                        QuestionId.of("q-1"),
                        TaskId.of(task),
                        "What now?",
                        List.of(new Choice("fail", "give up", List.of())),
                        Instant.parse("2026-01-02T00:00:00Z"),
                        "fail"));
    }

    @Test
    void one_more_round_has_the_words_of_the_first_or_the_same_issues() {
        Story story = Story.of(Story.task("a", "coder", "reviewer"));
        long first = story.decide(new StartTask(TaskId.of("a"), "do it gently"));
        story.started("a")
                .add(new RoundOpened(Story.WORKFLOW, TerminalId.of("a-coder"), 1, RoundKind.WORK, null, first))
                .add(new SessionOpening(Story.WORKFLOW, TerminalId.of("a-coder"), SessionId.of("s")))
                .add(new InstructionDone(Story.WORKFLOW, first))
                .loses("a-coder");

        assertThat(next(story)).containsExactly(new StartTerminal(TerminalId.of("a-coder"), "do it gently"));

        story.works("a-coder").completes("a", "a-coder").reviews("a-reviewer", "a-coder");
        story.rejects("a", "a-reviewer", "a-coder").works("a-coder").loses("a-coder");
        assertThat(next(story))
                .singleElement()
                .isInstanceOfSatisfying(
                        FixIssues.class, fix -> assertThat(fix.issues()).hasSize(1));
    }
}
