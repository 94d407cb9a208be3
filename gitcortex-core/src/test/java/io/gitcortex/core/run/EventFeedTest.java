package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every event, once, in order, to the last one. */
final class EventFeedTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final JournalFixture fixture = new JournalFixture();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Long> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private EventFeed feed(Consumer<JournalEntry> listener) {
        EventFeed.Source source = new EventFeed.Source(fixture.store, threads, threads);
        return new EventFeed(Story.WORKFLOW, source, 0, listener);
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            fixture.journal.append(
                    Batch.of(new WorkflowPaused(Story.WORKFLOW, "x"), new WorkflowUnpaused(Story.WORKFLOW)));
        }
    }

    private List<Long> all() {
        return LongStream.rangeClosed(1, fixture.journal.state().counters().sequence())
                .boxed()
                .toList();
    }

    @Test
    void delivers_several_pages_in_order_while_the_journal_grows() throws Exception {
        happens(300);
        EventFeed feed = feed(entry -> heard.add(entry.sequence()));
        feed.wake();
        happens(300);

        assertThat(feed.awaitRest(LONG)).isTrue();

        assertThat(heard).isEqualTo(all());
    }

    @Test
    void a_slow_listener_has_been_told_everything_when_the_feed_rests() throws Exception {
        happens(3);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        EventFeed feed = feed(entry -> {
            awaitQuietly(mayGoOn);
            heard.add(entry.sequence());
        });
        feed.wake();
        assertThat(feed.awaitRest(Duration.ofMillis(1))).isFalse();

        mayGoOn.countDown();

        assertThat(feed.awaitRest(LONG)).isTrue();
        assertThat(heard).isEqualTo(all());
    }

    @Test
    void one_that_throws_is_given_the_next_event() throws Exception {
        EventFeed feed = feed(entry -> {
            heard.add(entry.sequence());
            throw new IllegalStateException("a listener's own trouble");
        });

        assertThat(feed.awaitRest(LONG)).isTrue();

        assertThat(heard).isEqualTo(all());
    }

    @Test
    void a_closed_feed_says_nothing_more() throws Exception {
        EventFeed feed = feed(entry -> heard.add(entry.sequence()));
        feed.close();

        assertThat(feed.awaitRest(LONG)).isTrue();

        assertThat(heard).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void one_that_fails_an_assertion_is_given_the_next_event() throws Exception {
        EventFeed feed = feed(entry -> {
            heard.add(entry.sequence());
            throw new AssertionError("as in a host's own test");
        });

        assertThat(feed.awaitRest(LONG)).isTrue();

        assertThat(heard).isEqualTo(all());
    }
}
