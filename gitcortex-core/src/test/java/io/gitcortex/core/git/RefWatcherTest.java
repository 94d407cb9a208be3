package io.gitcortex.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefWatcherTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path temp;

    @Test
    void calledByAHintLongBeforeThePoll() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        AtomicInteger calls = new AtomicInteger();
        try (RefWatcher watcher = RefWatcher.create(NEVER);
                AutoCloseable watch = watcher.watch(git.directory().resolve(".git"), calls::incrementAndGet)) {
            assertThat(watch).isNotNull();
            // Each step changes refs in another way: new directories, a loose ref replaced, the packed list.
            changes(calls, () -> git.git("branch", "gitcortex/w1/task"));
            changes(calls, () -> git.git("branch", "gitcortex/w2/task"));
            git.git("checkout", "-q", "gitcortex/w2/task");
            changes(calls, () -> git.commit("Work"));
            changes(calls, () -> git.git("pack-refs", "--all"));
        }
    }

    private static void changes(AtomicInteger calls, Runnable change) {
        int before = calls.get();
        change.run();
        await().atMost(Duration.ofSeconds(30)).until(() -> calls.get() > before);
    }

    @Test
    void calledAtEveryTickOfThePollWithoutAnyChange() throws Exception {
        TestRepository one = TestRepository.create(temp.resolve("one"));
        TestRepository two = TestRepository.create(temp.resolve("two"));
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        try (RefWatcher watcher = RefWatcher.create(Duration.ofMillis(20))) {
            AutoCloseable watch = watcher.watch(one.directory().resolve(".git"), first::incrementAndGet);
            watcher.watch(two.directory().resolve(".git"), () -> {
                second.incrementAndGet();
                throw new IllegalStateException("a listener that fails");
            });
            await().until(() -> first.get() > 3 && second.get() > 3);

            watch.close();
            watch.close();
            int after = second.get();
            await().until(() -> second.get() > after + 1);
            int stopped = first.get();
            await().until(() -> second.get() > after + 5);
            assertThat(first.get()).isEqualTo(stopped);
        }
    }

    @Test
    void closedItCallsNobodyAndTakesNobody() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        AtomicInteger calls = new AtomicInteger();
        RefWatcher watcher = RefWatcher.create(Duration.ofMillis(5));
        watcher.watch(git.directory().resolve(".git"), calls::incrementAndGet);
        await().until(() -> calls.get() > 0);
        watcher.close();
        watcher.close();
        int closed = calls.get();
        git.git("branch", "gitcortex/w/t");
        assertThat(calls.get()).isEqualTo(closed);
        assertThatThrownBy(() -> watcher.watch(git.directory(), calls::incrementAndGet))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIntervalMustBePositive() {
        assertThatThrownBy(() -> RefWatcher.create(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
