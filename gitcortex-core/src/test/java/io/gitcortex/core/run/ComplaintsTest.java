package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.ReportedCommit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** What agents are told about their commits takes one thread for each session at most. */
final class ComplaintsTest {
    private final JournalFixture fixture = new JournalFixture().atWork();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Typewriter typewriter = new Typewriter();
    private final Complaints complaints = new Complaints(fixture.journal, typewriter, threads::add);

    @Test
    void a_session_that_reads_nothing_is_not_told_more_than_one_thing_at_a_time() {
        for (int i = 1; i <= 500; i++) {
            complaints.about(notAccepted("c" + i), "");
        }
        assertThat(threads).hasSize(1);

        threads.remove().run();
        complaints.about(notAccepted("later"), "");
        threads.remove().run();

        assertThat(typewriter.typed)
                .containsExactly("Commit c1 was not accepted: It is old", "Commit later was not accepted: It is old");
    }

    private static CommitQuarantined notAccepted(String hash) {
        ReportedCommit commit = new ReportedCommit(hash, JournalFixture.BRANCH, "Done", CommitSource.BRANCH);
        return new CommitQuarantined(Story.WORKFLOW, JournalFixture.TASK, commit, "It is old");
    }
}
