package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.OpenDatabase;
import io.gitcortex.sqlite.file.SqliteFailure;
import io.gitcortex.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch leaderIsIn = new CountDownLatch(1);
    private final CountDownLatch leaderMayGo = new CountDownLatch(1);
    private OpenDatabase database;
    private WriterConnection connection;
    private GroupCommit writer;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = OpenDatabase.open(DatabaseOptions.of(directory.resolve("test.db"), Clock.systemUTC()));
        try (Statement statement = database.writer().createStatement()) {
            statement.executeUpdate("CREATE TABLE number (value INTEGER NOT NULL UNIQUE, thread TEXT NOT NULL)");
        }
        connection = new WriterConnection(database.writer());
        writer = new GroupCommit(connection, PATIENCE);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        leaderMayGo.countDown();
        callers.shutdownNow();
        connection.close();
        database.close();
    }

    @Test
    void whoWaitsIsWrittenByTheOneWhoLeads() throws Exception {
        Future<String> leader = submitLeader(0);
        List<Future<String>> followers = List.of(submit(1), submit(2), submit(3));
        awaitWaiting(3);

        leaderMayGo.countDown();

        String leadersThread = leader.get();
        for (Future<String> follower : followers) {
            assertThat(follower.get()).isEqualTo(leadersThread);
        }
        assertThat(values()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void oneBadWriteAmongManyFallsAlone() throws Exception {
        write(7);
        Future<String> leader = submitLeader(0);
        List<Future<String>> good = new ArrayList<>();
        List<Future<String>> bad = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            good.add(submit(100 + i));
            int half = 200 + i;
            bad.add(callers.submit(() -> insert(half, 7)));
        }
        awaitWaiting(40);

        leaderMayGo.countDown();

        assertThat(leader.get()).isNotEmpty();
        for (Future<String> write : good) {
            assertThat(write.get()).isNotEmpty();
        }
        for (Future<String> write : bad) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(write::get)
                    .withCauseInstanceOf(StoreException.class)
                    .withMessageContaining("a row does not fit");
        }
        assertThat(values()).hasSize(22).doesNotContain(201, 202, 220).contains(101, 102, 120);
    }

    @Test
    void whatTheWorkItselfThrowsComesBackAsItIs() {
        IllegalArgumentException thrown = new IllegalArgumentException("mine");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> writer.write(
                        sql -> {
                            sql.update("INSERT INTO number VALUES (1, 'x')");
                            throw thrown;
                        },
                        this::describe))
                .isSameAs(thrown);
        assertThatCode(() -> write(1)).doesNotThrowAnyException();
    }

    @Test
    void whenTheLeaderDiesNothingIsWrittenAndEverybodyIsTold() throws Exception {
        Future<?> leader = callers.submit(() -> writer.write(
                sql -> {
                    leaderIsIn.countDown();
                    await(leaderMayGo);
                    sql.update("INSERT INTO number VALUES (0, 'x')");
                    throw new StackOverflowError("in a test");
                },
                this::describe));
        await(leaderIsIn);
        Future<String> follower = submit(1);
        awaitWaiting(1);

        leaderMayGo.countDown();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(leader::get)
                .withCauseInstanceOf(StackOverflowError.class);
        // Not taken into the group yet when the leader died: it leads the next one.
        assertThat(follower.get()).isNotEmpty();
        assertThat(values()).containsExactly(1);
    }

    @Test
    void whenAFollowersWorkKillsTheLeaderWhatWasRunIsUndone() throws Exception {
        Future<String> leader = submitLeader(0);
        Future<String> follower = submit(1);
        awaitWaiting(1);
        Future<?> deadly = callers.submit(() -> writer.write(
                sql -> {
                    throw new StackOverflowError("in a test");
                },
                this::describe));
        awaitWaiting(2);

        leaderMayGo.countDown();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(leader::get)
                .withCauseInstanceOf(StackOverflowError.class);
        for (Future<?> told : List.of(follower, deadly)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(told::get)
                    .withCauseInstanceOf(StoreException.class)
                    .withMessageContaining("Nothing was written");
        }
        assertThat(values()).isEmpty();
        write(2);
        assertThat(values()).containsExactly(2);
    }

    @Test
    void aFullDiskFailsTheWritesThatDoNotFitAndNoneBefore() throws Exception {
        write(1);
        limitPages(String.valueOf(pages()));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> insertText(2, "x".repeat(100_000)))
                .withMessageContaining("there is no room left")
                .withMessageContaining("free some space");
        assertThat(values()).containsExactly(1);

        limitPages("1000000");
        insertText(2, "x".repeat(100_000));
        assertThat(values()).containsExactly(1, 2);
    }

    @Test
    void whoIsInterruptedIsWrittenAndStaysInterrupted() throws Exception {
        Future<String> leader = submitLeader(0);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread follower = new Thread(() -> {
            insert(1);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        follower.start();
        awaitWaiting(1);

        follower.interrupt();
        leaderMayGo.countDown();

        assertThat(interrupted.get()).isTrue();
        assertThat(leader.get()).isNotEmpty();
        assertThat(values()).containsExactly(0, 1);
    }

    @Test
    void whoHasWaitedLongEnoughTakesItsWriteBack() throws Exception {
        writer = new GroupCommit(connection, Duration.ofMillis(50));
        Future<String> leader = submitLeader(0);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> insert(1))
                .withMessageContaining("taken back");

        leaderMayGo.countDown();
        assertThat(leader.get()).isNotEmpty();
        assertThat(values()).containsExactly(0);
        write(1);
    }

    private Future<String> submitLeader(int value) {
        Future<String> leader = callers.submit(() -> writer.write(
                sql -> {
                    leaderIsIn.countDown();
                    await(leaderMayGo);
                    String thread = Thread.currentThread().getName();
                    sql.update("INSERT INTO number VALUES (?, ?)", value, thread);
                    return thread;
                },
                this::describe));
        await(leaderIsIn);
        return leader;
    }

    private Future<String> submit(int value) {
        return callers.submit(() -> insert(value));
    }

    private void write(int value) {
        insert(value);
    }

    private String insert(int... values) {
        return writer.write(
                sql -> {
                    String thread = Thread.currentThread().getName();
                    for (int value : values) {
                        sql.update("INSERT INTO number VALUES (?, ?)", value, thread);
                    }
                    return thread;
                },
                this::describe);
    }

    private void insertText(int value, String text) {
        writer.write(sql -> sql.update("INSERT INTO number VALUES (?, ?)", value, text), this::describe);
    }

    private StoreException describe(SQLException cause) {
        return SqliteFailure.of(database.file(), "The test", cause);
    }

    private void awaitWaiting(int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> writer.waiting() == count);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private List<Integer> values() throws SQLException {
        try (Connection reader = database.file().readers().getConnection();
                Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery("SELECT value FROM number ORDER BY value")) {
            List<Integer> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getInt(1));
            }
            return values;
        }
    }

    private int pages() throws SQLException {
        try (Statement statement = database.writer().createStatement();
                ResultSet result = statement.executeQuery("PRAGMA page_count")) {
            result.next();
            return result.getInt(1);
        }
    }

    private void limitPages(String count) throws SQLException {
        try (Statement statement = database.writer().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + count);
        }
    }
}
