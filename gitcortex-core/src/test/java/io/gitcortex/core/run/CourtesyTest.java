package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What agents are told about their commits takes one thread for each session at most. */
final class CourtesyTest {
    private final JournalFixture fixture = new JournalFixture().atWork();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> typed = new ArrayList<>();
    private final Courtesy courtesy = new Courtesy(fixture.journal, new Typewriter(), threads::add);

    @Test
    void a_session_that_reads_nothing_is_not_told_more_than_one_thing_at_a_time() {
        for (int i = 1; i <= 500; i++) {
            courtesy.tell(JournalFixture.TASK, "commit " + i);
        }
        assertThat(threads).hasSize(1);

        threads.remove().run();
        courtesy.tell(JournalFixture.TASK, "later");
        threads.remove().run();

        assertThat(typed).containsExactly("commit 1", "later");
    }

    /** Keeps what is typed. */
    private final class Typewriter implements Terminals {
        @Override
        public void type(SessionId sessionId, String text) {
            typed.add(text);
        }

        @Override
        public ProcessIdentity open(SessionOrder order, EndListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> lastHeard(SessionId sessionId) {
            return Optional.empty();
        }

        @Override
        public void end(SessionId sessionId) {}

        @Override
        public int reap(Collection<SessionId> sessions) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
