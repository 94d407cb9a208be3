package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.WorkflowStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqliteCloseTest {
    @TempDir
    Path directory;

    @Test
    void closingWaitsForCallsUnderWayAndRefusesTheRest() throws Exception {
        Path file = directory.resolve("gitcortex.db");
        WorkflowStore store = SqliteWorkflowStore.open(file);
        int writers = 8;
        CountDownLatch busy = new CountDownLatch(writers * 20);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<Long>> acknowledged = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            WorkflowId id = WorkflowId.of("wf-" + i);
            acknowledged.add(threads.submit(() -> writeUntilRefused(store, id, busy)));
        }
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();

        store.close();
        store.close();

        try (WorkflowStore again = SqliteWorkflowStore.open(file)) {
            for (int i = 0; i < writers; i++) {
                assertThat(again.head(WorkflowId.of("wf-" + i)).orElseThrow().lastSequence())
                        .isEqualTo(acknowledged.get(i).get());
            }
        }
        threads.shutdownNow();
        assertThat(directory.resolve("gitcortex.db-wal")).doesNotExist();
    }

    /** The newest event that was acknowledged. Anything but a clean refusal fails the test. */
    private static long writeUntilRefused(WorkflowStore store, WorkflowId id, CountDownLatch busy) {
        TestRows.create(store, id);
        long newest = 1;
        while (true) {
            try {
                store.write(TestRows.append(id, newest + 1));
                newest++;
                store.events(id, newest - 1, 1);
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessage("The store is closed");
                return newest;
            }
            busy.countDown();
        }
    }
}
