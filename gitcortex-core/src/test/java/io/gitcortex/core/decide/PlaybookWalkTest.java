package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Thousands of small workflows, each decided by the playbook alone to its end. {@code -Dgitcortex.seed=N} begins with another
 * seed, {@code -Dgitcortex.walks=N} sets how many.
 */
final class PlaybookWalkTest {
    private static final long FIRST = Long.getLong("gitcortex.seed", 1);
    private static final int WALKS = Integer.getInteger("gitcortex.walks", 2_000);

    @Test
    void every_workflow_comes_to_an_end_and_nothing_is_decided_that_is_not_legal() {
        int completed = 0;
        int asked = 0;
        for (long seed = FIRST; seed < FIRST + WALKS; seed++) {
            Walk walk = new Walk(seed).run();

            assertThat(walk.violations())
                    .as(() -> "seed " + walk.seed() + "; its newest events:\n" + newest(walk.events()))
                    .isEmpty();
            completed += walk.state().status() == WorkflowStatus.COMPLETED ? 1 : 0;
            asked += walk.questionsAsked();
        }
        assertThat(completed).as("both ends are reached").isBetween(WALKS / 20, WALKS * 19 / 20);
        assertThat(asked).as("people are asked").isGreaterThan(WALKS / 10);
    }

    private static String newest(List<WorkflowEvent> events) {
        return events.subList(Math.max(0, events.size() - 15), events.size()).stream()
                .map(WorkflowEvent::toString)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void the_same_seed_gives_the_same_events() {
        for (long seed = FIRST; seed < FIRST + 50; seed++) {
            assertThat(new Walk(seed).run().events())
                    .isEqualTo(new Walk(seed).run().events());
        }
    }
}
