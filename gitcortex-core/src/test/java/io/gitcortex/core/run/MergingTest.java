package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.core.worktree.TargetMove;
import io.gitcortex.core.worktree.Verification;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge that waits: it looks whether anything has changed, and leaves the person's checkout alone until then. */
class MergingTest {
    @TempDir
    private Path temp;

    private final Target target = new Target();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private GitRepository repository;
    private JournalFixture test;

    /** A target that moves when it is let, and counts the attempts. */
    private static final class Target implements Merges {
        private TargetMove answer = new TargetMove.Delayed("Local changes are in the way");
        /** The answer from the next attempt on; null for the same. */
        private @Nullable TargetMove afterwards;

        private String situation = "as it was";
        private int attempts;
        private int prepared;

        @Override
        public MergePreparation prepare(String branch, String tip, String message) {
            prepared++;
            return new MergePreparation.Ready("before", tip, "merge-" + prepared);
        }

        @Override
        public List<String> conflicts(String ours, String theirs) {
            return List.of();
        }

        @Override
        public TargetMove advance(String branch, String targetBefore, String mergeCommit) {
            attempts++;
            TargetMove now = answer;
            answer = afterwards == null ? answer : afterwards;
            afterwards = null;
            return now;
        }

        @Override
        public String situation(String branch) {
            return situation;
        }

        @Override
        public Verification verify(String mergeCommit, List<String> setup, List<String> command, Duration timeout) {
            return new Verification.Passed();
        }

        @Override
        public boolean isMerged(String branch, String mergeCommit) {
            return false;
        }
    }

    @BeforeEach
    void begin() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        git.git("checkout", "-q", "-b", JournalFixture.BRANCH);
        git.commit("Not read yet");
        git.git("checkout", "-q", "main");
        repository = GitRepository.open(git.directory());
        test = JournalFixture.begunAt(fork);
        test.journal.append(Batch.of(
                new TaskReadyToMerge(Story.WORKFLOW, JournalFixture.TASK, "Done"),
                new DecisionMade(
                        Story.WORKFLOW,
                        1,
                        1,
                        DecisionSource.HOST,
                        List.of(new NumberedInstruction(1, new MergeBranch(JournalFixture.TASK))),
                        TokenUsage.NONE),
                new InstructionStarted(Story.WORKFLOW, 1)));
        Acts acts = new Acts(Runnable::run, Runnable::run, Runnable::run);
        Merging merging = new Merging(
                new Merging.Means(
                        test.journal,
                        test.intake(repository),
                        new MergeAct(repository, target),
                        acts,
                        test.questions()),
                new Merging.Patience(OrchestratorConfig.builder().build(), (delay, step) -> timers.add(step)),
                Runnable::run,
                () -> {});
        merging.start(1, JournalFixture.TASK);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            timers.remove().run();
        }
    }

    private boolean isMerged() {
        return test.events().stream().anyMatch(TaskMerged.class::isInstance);
    }

    @Test
    void whatIsMergedIsReadBefore() {
        assertThat(test.events())
                .as("once the target holds it, nobody can tell whose it was")
                .filteredOn(event -> event instanceof CommitObserved || event instanceof MergePrepared)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("CommitObserved", "MergePrepared");
    }

    @Test
    void isNotTriedAgainAsLongAsNothingHasChanged() {
        assertThat(target.attempts).isEqualTo(1);
        ticks(29);
        assertThat(target.attempts).isEqualTo(1);
        assertThat(isMerged()).isFalse();
    }

    @Test
    void isTriedAgainAtTheNextLookOnceSomethingHasChanged() {
        ticks(3);
        target.situation = "with another index";
        ticks(1);
        assertThat(target.attempts).isEqualTo(2);
        ticks(3);
        assertThat(target.attempts).as("what has changed is remembered").isEqualTo(2);

        target.situation = "clean";
        target.answer = new TargetMove.Moved();
        ticks(1);
        assertThat(isMerged()).isTrue();
        assertThat(timers).isEmpty();
    }

    @Test
    void isTriedOnceAMinuteInAnyCaseSinceNotEverythingShows() {
        ticks(30);
        assertThat(target.attempts).isEqualTo(2);
        target.answer = new TargetMove.Moved();
        ticks(30);
        assertThat(isMerged()).isTrue();
    }

    @Test
    void isPreparedOnceMoreWhereItsCommitIsGone() {
        target.answer = new TargetMove.TargetChanged("before");
        target.situation = "changed";
        ticks(1);
        assertThat(test.events().stream().filter(MergePrepared.class::isInstance))
                .hasSizeGreaterThan(1);
    }

    @Test
    void isAskedAboutAgainAfterAnHourWhereSomebodyHasLeftItWaiting() {
        Question first = test.journal.state().openQuestions().iterator().next();
        test.journal.append(Batch.of(new QuestionAnswered(Story.WORKFLOW, first.id(), "wait", false)));
        ticks(30 * 50);
        assertThat(test.journal.state().openQuestions()).isEmpty();

        ticks(30 * 10);

        assertThat(test.journal.state().openQuestions()).hasSize(1);
    }

    @Test
    void waitsForNobodyWhileItIsBuiltAgain() {
        assertThat(test.journal.state().openQuestions()).hasSize(1);
        target.answer = new TargetMove.TargetChanged("before");
        target.afterwards = new TargetMove.Delayed("another reason");
        target.situation = "changed";
        ticks(1);

        assertThat(test.events().stream().filter(QuestionWithdrawn.class::isInstance))
                .as("what the merge waited for is settled")
                .hasSize(1);
        assertThat(test.journal.state().openQuestions())
                .as("and it waits for something else")
                .singleElement()
                .extracting(Question::text)
                .asString()
                .contains("another reason");
    }
}
