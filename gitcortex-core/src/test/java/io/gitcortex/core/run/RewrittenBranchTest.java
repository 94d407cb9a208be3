package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Result;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.TaskEvent.RefRewritten;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Agents amend and rebase: nothing that git still knows of is lost, and nothing counts twice. */
final class RewrittenBranchTest extends CoderOnABranch {
    @Test
    void an_amended_report_keeps_its_outcome_and_changes_its_commit() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        String second = amend("hello");
        read();
        read();

        assertThat(events(RefRewritten.class))
                .containsExactly(
                        new RefRewritten(Story.WORKFLOW, JournalFixture.TASK, JournalFixture.BRANCH, first, second));
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(events(ResultRewritten.class))
                .singleElement()
                .satisfies(event -> assertThat(event.replaced()).isEqualTo(first));
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(second);
        assertThat(rounds().results()).extracting(Result::commit).containsExactly(second);
        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(coder().status()).isEqualTo(TerminalStatus.COMPLETED);
    }

    @Test
    void a_report_that_was_amended_before_anybody_looked_is_found_in_the_log_and_counts_once() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        String second = amend("hello");
        String third = amend("more");
        read();

        assertThat(recorded()).containsExactlyInAnyOrder(first, second, third);
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(events(ResultSuperseded.class)).hasSize(2);
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(third);
        assertThat(events(ResultWithdrawn.class)).isEmpty();
    }

    @Test
    void a_report_that_stands_counts_before_one_on_top_of_it_that_was_taken_back() {
        read();
        String stands = report("hello", CommitStatus.COMPLETED, 1);
        report("goodbye", CommitStatus.FAILED, 1);
        git.git("reset", "-q", "--hard", stands);
        read();

        assertThat(coder().status()).isEqualTo(TerminalStatus.COMPLETED);
        assertThat(events(ResultSuperseded.class)).hasSize(1);
    }

    @Test
    void what_a_branch_held_for_a_moment_between_two_looks_is_read() {
        read();
        git.write("a", "a");
        String moment = git.commit("for a moment");
        git.git("reset", "-q", "--hard", base);
        read();

        assertThat(recorded()).containsExactly(moment);
        assertThat(events(CommitObserved.class)).hasSize(1);
    }

    @Test
    void a_rebase_of_fifty_commits_counts_nothing_twice_and_accuses_nobody() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            git.write("f" + i, "text");
            before.add(git.commit("step " + i));
        }
        before.add(report("hello", CommitStatus.COMPLETED, 1));
        read();
        git.git("checkout", "-q", "main");
        String target = git.write("elsewhere", "text").commit("The target moves");
        git.git("checkout", "-q", JournalFixture.BRANCH);
        git.git("rebase", "-q", "main");
        read();
        patienceEnds();
        read();

        List<String> after = Stream.of(
                        git.git("rev-list", "main.." + JournalFixture.BRANCH).split("\n"))
                .toList();
        assertThat(recorded())
                .as("the commits before, those after, and the target's, which stands on the branch now")
                .doesNotHaveDuplicates()
                .containsAll(before)
                .containsAll(after)
                .contains(target)
                .hasSize(101);
        assertThat(events(RefRewritten.class)).hasSize(1);
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(events(ResultRewritten.class)).hasSize(1);
        assertThat(events(CommitQuarantined.class)).isEmpty();
        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(git.head());
    }

    @Test
    void a_cursor_whose_commit_git_has_forgotten_loses_nothing() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        String second = amend("hello");
        git.git("reflog", "expire", "--expire=now", "--all");
        git.git("gc", "-q", "--prune=now");
        assertThat(repository.commit(first)).as("the old commit").isEmpty();
        git.write("next", "text");
        String third = git.commit("One more");
        git.git("pack-refs", "--all");
        read();
        patienceEnds();
        read();

        assertThat(recorded()).containsExactly(first, second, third);
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(second);
        assertThat(events(ResultWithdrawn.class)).isEmpty();
    }

    @Test
    void another_report_of_the_same_takes_over_only_from_one_that_is_gone() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        report("twice", CommitStatus.COMPLETED, 1);
        read();

        assertThat(events(ResultSuperseded.class)).hasSize(1);
        assertThat(events(ResultRewritten.class)).isEmpty();
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(first);
    }
}
