package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.decide.PastTalk;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.JournalEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far back a journal is read for a model. */
final class PastEventsTest {
    private static final int EVENTS_OF_A_DECISION = 20;

    private final JournalFixture fixture = new JournalFixture();
    private final PastEvents past = new PastEvents(fixture.store);

    private void decide(int times) {
        for (int decision = 1; decision <= times; decision++) {
            Batch batch = new Batch();
            long shown = fixture.journal.state().counters().sequence();
            for (int i = 1; i < EVENTS_OF_A_DECISION; i++) {
                batch.add(new DecisionRequested(Story.WORKFLOW, decision, shown, "hash", 1));
            }
            batch.add(new DecisionMade(
                    Story.WORKFLOW, decision, shown, DecisionSource.MODEL, List.of(), TokenUsage.NONE));
            fixture.journal.append(batch);
        }
    }

    private List<JournalEntry> last(int decisions) {
        long newest = fixture.journal.state().counters().sequence();
        return past.lastDecisions(
                Story.WORKFLOW, fixture.journal.state().counters().decidedThrough(), newest, decisions);
    }

    private static long decisions(List<JournalEntry> entries) {
        return entries.stream().filter(PastTalk::isDecision).count();
    }

    @Test
    void the_last_decisions_are_read_with_the_one_before_them_and_little_more() {
        decide(40);

        List<JournalEntry> read = last(3);

        assertThat(decisions(read)).isGreaterThan(3);
        assertThat(read).hasSizeLessThan(10 * EVENTS_OF_A_DECISION);
        assertThat(read).extracting(JournalEntry::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void where_there_are_fewer_all_are_read() {
        decide(2);

        assertThat(decisions(last(10))).isEqualTo(2);
    }

    @Test
    void a_journal_of_any_length_is_looked_back_into_so_far_and_no_further() {
        decide(200);

        assertThat(last(1_000)).hasSizeLessThan(2_000);
    }

    @Test
    void what_was_decided_last_is_found_behind_any_number_of_events_that_the_model_has_not_been_told_of() {
        decide(1);
        long shown = fixture.journal.state().counters().sequence();
        Batch burst = new Batch();
        for (int i = 0; i < 3_000; i++) {
            burst.add(new DecisionRequested(Story.WORKFLOW, 2, shown, "hash", 1));
        }
        fixture.journal.append(burst.add(
                new DecisionMade(Story.WORKFLOW, 2, shown, DecisionSource.MODEL, List.of(), TokenUsage.NONE)));

        List<JournalEntry> read = last(3);

        assertThat(decisions(read)).isEqualTo(2);
        assertThat(read).hasSizeLessThan(2_000);
    }

    @Test
    void nothing_is_read_of_an_empty_past() {
        assertThat(past.lastDecisions(Story.WORKFLOW, 0, 0, 5)).isEmpty();
    }
}
