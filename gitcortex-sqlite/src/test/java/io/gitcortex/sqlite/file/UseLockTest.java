package io.gitcortex.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UseLockTest {
    @TempDir
    Path directory;

    private DatabaseFile database;

    @BeforeEach
    void nameTheDatabase() {
        database = new DatabaseFile(directory.resolve("gitcortex.db"));
    }

    @Test
    void aThreadThatIsInterruptedDoesNotWait() {
        try (UseLock alone = UseLock.takeAlone(database)) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> UseLock.share(database))
                    .withMessageContainingAll(database.toString(), "was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(alone.channel().isOpen()).isTrue();
        }
    }

    @Test
    void whoOpensADatabaseWaitsForThisProcessToReplaceIt() throws Exception {
        CompletableFuture<Void> opened;
        try (UseLock alone = UseLock.takeAlone(database)) {
            opened = CompletableFuture.runAsync(() -> UseLock.share(database).close());
            assertThat(alone.channel().isOpen()).isTrue();
            assertThat(opened).isNotDone();
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> UseLock.takeAlone(database));
        }
        opened.get(30, TimeUnit.SECONDS);
    }

    @Test
    void theLastToCloseLetsGo() {
        UseLock first = UseLock.share(database);
        UseLock second = UseLock.share(database);

        first.close();
        assertThat(second.channel().isOpen()).isTrue();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> UseLock.takeAlone(database))
                .withMessageContaining("This process has");

        second.close();
        assertThat(second.channel().isOpen()).isFalse();
        UseLock.takeAlone(database).close();
    }
}
