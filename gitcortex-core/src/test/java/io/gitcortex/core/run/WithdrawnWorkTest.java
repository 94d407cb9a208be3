package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.decide.Limits;
import io.gitcortex.core.decide.Playbook;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.core.worktree.TargetMove;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that is taken off its branch again is given out once more, or a person is asked; nothing is built on it meanwhile. */
final class WithdrawnWorkTest extends CoderOnABranch {
    @Test
    void work_that_was_taken_back_before_anybody_looked_is_given_out_again() {
        read();
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        git.git("reset", "-q", "--hard", base);
        read();
        assertThat(intake.isMissing(JournalFixture.TASK)).isTrue();
        patienceEnds();
        read();

        assertThat(recorded()).containsExactly(gone);
        assertWithdrawn(gone, false);
        assertThat(intake.isMissing(JournalFixture.TASK)).isFalse();
        assertThat(rounds().handoff()).isEmpty();
        assertThat(fixture.journal.state().openInstructions())
                .singleElement()
                .satisfies(open -> assertThat(((StartTerminal) open.instruction()).instruction())
                        .contains(
                                "The commit " + gone + ", which reported this work as done, is no longer on the branch")
                        .endsWith("\n\ndo a"));

        open(2, "again");
        String again = report("hello", CommitStatus.COMPLETED, 2);
        read();

        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(again);
        assertThat(events(ResultWithdrawn.class)).hasSize(1);
    }

    @Test
    void work_that_is_taken_back_a_second_time_is_for_a_person_to_say() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        git.git("reset", "-q", "--hard", base);
        read();
        patienceEnds();
        read();
        open(2, "again");
        String second = report("hello", CommitStatus.COMPLETED, 2);
        git.git("reset", "-q", "--hard", base);
        read();
        patienceEnds();
        read();
        read();

        assertThat(events(ResultWithdrawn.class))
                .containsExactly(
                        new ResultWithdrawn(Story.WORKFLOW, JournalFixture.CODER, 1, first, false),
                        new ResultWithdrawn(Story.WORKFLOW, JournalFixture.CODER, 2, second, true));
        assertThat(fixture.journal.state().openQuestions()).hasSize(1);
    }

    @Test
    void an_amend_that_is_taken_back_leaves_the_report_as_it_was() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        amend("hello");
        read();
        git.git("reset", "-q", "--hard", first);
        read();
        patienceEnds();
        read();

        assertThat(events(ResultWithdrawn.class)).isEmpty();
    }

    @Test
    void work_that_vanishes_again_and_again_has_its_seconds_each_time() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        for (int i = 0; i < 3; i++) {
            git.git("reset", "-q", "--hard", base);
            read();
            assertThat(intake.isMissing(JournalFixture.TASK)).isTrue();
            fixture.ahead.updateAndGet(time -> time.plusSeconds(4));
            read();
            git.git("reset", "-q", "--hard", first);
            read();
            assertThat(intake.isMissing(JournalFixture.TASK)).isFalse();
            fixture.ahead.updateAndGet(time -> time.plusSeconds(4));
        }

        assertThat(events(ResultWithdrawn.class)).isEmpty();
    }

    @Test
    void work_that_is_taken_back_after_it_was_seen_has_some_seconds_to_come_back() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--soft", base);
        read();
        assertThat(events(ResultWithdrawn.class)).isEmpty();

        git.git("commit", "-q", "--cleanup=verbatim", "-m", message("anew", CommitStatus.COMPLETED, 1));
        read();
        patienceEnds();
        read();

        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(events(ResultRewritten.class))
                .singleElement()
                .satisfies(event -> assertThat(event.replaced()).isEqualTo(first));
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(git.head());
    }

    @Test
    void work_that_does_not_come_back_is_given_out_again() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--hard", base);
        read();
        patienceEnds();
        read();
        read();

        assertWithdrawn(gone, false);
        assertThat(fixture.journal.state().openInstructions()).hasSize(1);
    }

    @Test
    void a_person_is_asked_where_others_have_gone_on_from_work_that_is_gone() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        read();
        StartTerminal next = new StartTerminal(JournalFixture.CODER, "go on");
        fixture.journal.append(Batch.of(
                new DecisionMade(
                        Story.WORKFLOW,
                        2,
                        0,
                        DecisionSource.PLAYBOOK,
                        List.of(new NumberedInstruction(2, next)),
                        TokenUsage.NONE),
                new InstructionStarted(Story.WORKFLOW, 2),
                new InstructionDone(Story.WORKFLOW, 2)));
        git.git("reset", "-q", "--hard", base);
        read();
        patienceEnds();
        read();
        read();

        assertWithdrawn(gone, true);
        assertThat(rounds().handoff()).as("what they have gone on from").isPresent();
        assertThat(fixture.journal.state().openQuestions()).singleElement().satisfies(question -> {
            assertThat(question.text()).contains("The commit " + gone).contains("others have gone on from it");
            assertThat(question.choices()).extracting(Question.Choice::key).containsExactly("keep", "again", "fail");
        });
    }

    @Test
    void work_that_the_same_terminal_has_followed_up_may_be_squashed() {
        report("hello", CommitStatus.COMPLETED, 1);
        read();
        open(2, "more");
        git.git("reset", "-q", "--soft", base);
        String all = report("all", CommitStatus.COMPLETED, 2);
        read();
        patienceEnds();
        read();

        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(events(TerminalCompleted.class)).hasSize(2);
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(all);
    }

    @Test
    void a_reading_that_begins_anew_finds_out_what_the_last_process_had_no_time_for() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--hard", base);
        fixture.journal.append(new Batch().cursor(REF, base));
        intake = fixture.intake(repository);
        read();
        patienceEnds();
        read();

        assertWithdrawn(gone, false);
    }

    @Test
    void a_hold_ends_where_the_branch_is_gone_and_nobody_can_look_any_more() {
        report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--hard", base);
        read();
        assertThat(intake.isMissing(JournalFixture.TASK)).isTrue();
        git.git("checkout", "-q", "--detach");
        git.git("branch", "-q", "-D", JournalFixture.BRANCH);
        read();
        fixture.ahead.updateAndGet(time -> time.plusSeconds(16));
        read();

        assertThat(intake.isMissing(JournalFixture.TASK)).isFalse();
    }

    @Test
    void a_clock_that_is_set_back_holds_nothing_up() {
        report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--hard", base);
        read();
        fixture.ahead.updateAndGet(time -> time.minusHours(1));

        assertThat(intake.isMissing(JournalFixture.TASK)).isFalse();
    }

    @Test
    void a_merge_that_has_been_built_waits_for_work_that_was_taken_back_meanwhile() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        Deque<Runnable> timers = new ArrayDeque<>();
        startMerging(() -> git.git("reset", "-q", "--hard", base), timers);

        assertThat(events(MergePrepared.class)).isEmpty();
        assertThat(intake.isMissing(JournalFixture.TASK)).isTrue();
        git.git("reset", "-q", "--hard", first);
        timers.remove().run();

        assertThat(events(MergePrepared.class)).hasSize(1);
        assertThat(events(TaskMerged.class)).hasSize(1);
        assertThat(timers).isEmpty();
    }

    @Test
    void a_merge_gives_its_place_up_where_a_person_is_asked_about_work_that_is_gone() {
        report("hello", CommitStatus.COMPLETED, 1);
        read();
        Deque<Runnable> timers = new ArrayDeque<>();
        startMerging(() -> git.git("reset", "-q", "--hard", base), timers);
        patienceEnds();
        timers.remove().run();

        assertThat(events(MergePrepared.class)).isEmpty();
        assertThat(timers).isEmpty();
        assertThat(fixture.journal.state().openInstructions())
                .as("what stands in the lane")
                .isEmpty();
        Question question = fixture.journal.state().openQuestions().iterator().next();
        assertThat(question.choices()).extracting(Question.Choice::key).containsExactly("keep", "fail");

        fixture.journal.append(Batch.of(new QuestionAnswered(Story.WORKFLOW, question.id(), "keep", false)));
        assertThat(new Playbook(new Limits(4, 3)).next(fixture.journal.state()).instructions())
                .containsExactly(new MergeBranch(JournalFixture.TASK));
    }

    /** A merge whose building gives somebody time to do something. */
    private void startMerging(Runnable meanwhile, Deque<Runnable> timers) {
        fixture.journal.append(Batch.of(
                new TaskReadyToMerge(Story.WORKFLOW, JournalFixture.TASK, "Done"),
                new DecisionMade(
                        Story.WORKFLOW,
                        2,
                        0,
                        DecisionSource.PLAYBOOK,
                        List.of(new NumberedInstruction(2, new MergeBranch(JournalFixture.TASK))),
                        TokenUsage.NONE),
                new InstructionStarted(Story.WORKFLOW, 2)));
        Merges merges = (Merges) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Merges.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepare")) {
                        meanwhile.run();
                        return new MergePreparation.Ready("before", (String) arguments[1], "merge");
                    }
                    if (method.getName().equals("advance")) {
                        return new TargetMove.Moved();
                    }
                    if (method.getName().equals("isMerged")) {
                        return false;
                    }
                    return "as it was";
                });
        Merging merging = new Merging(
                new Merging.Means(
                        fixture.journal,
                        intake,
                        new MergeAct(repository, merges),
                        new Acts(Runnable::run, Runnable::run, Runnable::run),
                        fixture.questions()),
                new Merging.Patience(OrchestratorConfig.builder().build(), (delay, step) -> timers.add(step)),
                Runnable::run,
                () -> {});
        merging.start(2, JournalFixture.TASK);
    }
}
