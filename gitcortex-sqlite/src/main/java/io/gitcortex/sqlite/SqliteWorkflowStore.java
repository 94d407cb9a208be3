package io.gitcortex.sqlite;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.file.BackupFile;
import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.OpenDatabase;
import io.gitcortex.sqlite.file.PlainKeys;
import io.gitcortex.sqlite.file.SqliteFailure;
import io.gitcortex.sqlite.table.CursorTable;
import io.gitcortex.sqlite.table.InstructionTable;
import io.gitcortex.sqlite.table.JournalTable;
import io.gitcortex.sqlite.table.QuestionTable;
import io.gitcortex.sqlite.table.RequestTable;
import io.gitcortex.sqlite.table.SecretColumns;
import io.gitcortex.sqlite.table.WorkflowTable;
import io.gitcortex.store.CursorRow;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.PlainSecretRow;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps workflows in one SQLite file, mode 0600, in write-ahead mode. Several processes may have the file open: each sees what
 * the others have written, and of two that write to the same workflow one is refused.
 *
 * <p>What has returned is on the disk. Writes that are made at the same time share one commit, and stand or fall each by itself.
 * A write waits up to 5 seconds for another process that is writing.
 *
 * <p>Thread-safe. Calls block; as they run native code, they are best made from platform threads.
 *
 * @see <a href="https://www.sqlite.org/wal.html">Write-Ahead Logging</a>
 */
public final class SqliteWorkflowStore implements WorkflowStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteWorkflowStore.class);

    /** A dozen times as long as a leader waits for another process. */
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(60);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final OpenDatabase database;
    private final Clock clock;
    private final Gate gate = new Gate();
    private final WriterConnection connection;
    private final GroupCommit writer;
    private final Readers readers;

    private SqliteWorkflowStore(OpenDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.connection = new WriterConnection(database.writer());
        this.writer = new GroupCommit(connection, WRITE_PATIENCE);
        this.readers = new Readers(database.file().readers());
    }

    /**
     * Opens a store that reads the time from the system's clock.
     *
     * @param file the database; made, mode 0600, if it is missing, together with its directory, mode 0700
     * @return a new store, which the caller closes
     * @throws io.gitcortex.spi.PluginException if SQLite does not work on this machine
     * @throws io.gitcortex.store.StoreException if the file cannot be used: it is damaged, or of another program, or has a newer
     *     or an altered schema; it is as it was
     */
    public static SqliteWorkflowStore open(Path file) {
        return open(file, Clock.systemUTC());
    }

    /**
     * Opens a store.
     *
     * @param file the database; made, mode 0600, if it is missing, together with its directory, mode 0700
     * @param clock tells when a request was written
     * @return a new store, which the caller closes
     * @throws io.gitcortex.spi.PluginException if SQLite does not work on this machine
     * @throws io.gitcortex.store.StoreException if the file cannot be used: it is damaged, or of another program, or has a newer
     *     or an altered schema; it is as it was
     */
    public static SqliteWorkflowStore open(Path file, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        return open(DatabaseOptions.of(file, clock));
    }

    static SqliteWorkflowStore open(DatabaseOptions options) {
        OpenDatabase database = OpenDatabase.open(options);
        boolean open = false;
        try {
            SqliteWorkflowStore store = new SqliteWorkflowStore(database, options.clock());
            open = true;
            LOG.debug("Opened {}", database.file());
            return store;
        } finally {
            if (!open) {
                database.close();
            }
        }
    }

    @Override
    public void create(Workflow workflow, Owner owner, WorkflowWrite first) {
        write(workflow.workflowId(), sql -> {
            new WorkflowRows(sql).create(workflow, owner, first);
            return first;
        });
    }

    @Override
    public void write(WorkflowWrite write) {
        write(write.workflowId(), sql -> {
            new WorkflowRows(sql).write(write);
            return write;
        });
    }

    @Override
    public long takeOwnership(WorkflowId id, Owner claimant, @Nullable Owner expected) {
        Objects.requireNonNull(claimant, "claimant");
        return write(id, sql -> new WorkflowRows(sql).takeOwnership(id, claimant, expected));
    }

    @Override
    public void releaseOwnership(WorkflowId id, long epoch) {
        write(id, sql -> {
            new WorkflowTable(sql).releaseOwnership(id, epoch);
            return id;
        });
    }

    @Override
    public long request(WorkflowId id, String kind, String json) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(json, "json");
        return write(id, sql -> new WorkflowRows(sql).request(id, kind, json, clock.instant()));
    }

    @Override
    public Optional<Workflow> workflow(WorkflowId id) {
        return read("Workflow " + id, sql -> new Snapshots(sql).workflow(id));
    }

    @Override
    public List<Workflow> workflows() {
        return read("The list of workflows", sql -> new Snapshots(sql).workflows());
    }

    @Override
    public Optional<JournalHead> head(WorkflowId id) {
        return read("Workflow " + id, sql -> new WorkflowTable(sql).head(id));
    }

    @Override
    public List<EventRow> events(WorkflowId id, long afterSequence, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A page holds one event at least, not " + limit);
        }
        return read("The journal of workflow " + id, sql -> new JournalTable(sql).page(id, afterSequence, limit));
    }

    @Override
    public Set<String> recordedCommits(WorkflowId id, Collection<String> commitHashes) {
        List<String> commits = List.copyOf(commitHashes);
        return read("The journal of workflow " + id, sql -> new JournalTable(sql).recorded(id, commits));
    }

    @Override
    public List<CursorRow> cursors(WorkflowId id) {
        return read("Workflow " + id, sql -> new CursorTable(sql).of(id));
    }

    @Override
    public List<InstructionRow> instructions(WorkflowId id) {
        return read("Workflow " + id, sql -> new InstructionTable(sql).of(id));
    }

    @Override
    public List<QuestionRow> questions(WorkflowId id) {
        return read("Workflow " + id, sql -> new QuestionTable(sql).of(id));
    }

    @Override
    public List<RequestRow> pendingRequests(WorkflowId id) {
        return read("Workflow " + id, sql -> new RequestTable(sql).pending(id));
    }

    @Override
    public List<SecretRow> secrets() {
        return read("The encrypted values", sql -> new SecretColumns(sql).all());
    }

    @Override
    public boolean replaceSecret(SecretRow replacement, @Nullable String expected) {
        return write(replacement.place().workflowId(), sql -> new SecretColumns(sql).replace(replacement, expected));
    }

    @Override
    public List<PlainSecretRow> plainSecrets() {
        return read("The unencrypted keys", sql -> new SecretColumns(sql).plain());
    }

    @Override
    public void dropPlainSecrets() {
        gate.pass(() -> {
            PlainKeys.drop(database.file());
            return database;
        });
    }

    @Override
    public void forget(WorkflowId id, long epoch) {
        write(id, sql -> {
            new WorkflowRows(sql).forget(id, epoch);
            return id;
        });
    }

    @Override
    public void backUp(Path file) {
        gate.pass(() -> {
            BackupFile.make(database.file(), file);
            return file;
        });
    }

    private <T> T write(WorkflowId id, Work<T> work) {
        return gate.pass(
                () -> writer.write(work, (SQLException e) -> SqliteFailure.of(database.file(), "Workflow " + id, e)));
    }

    private <T> T read(String what, Work<T> work) {
        return gate.pass(() -> readers.read(work, (SQLException e) -> SqliteFailure.of(database.file(), what, e)));
    }

    /**
     * Waits for calls that are under way, 30 seconds at most, and releases everything. Idempotent. Should a call hang for
     * longer, its connection is left to it: the file stays whole, and the next to open it checks it.
     */
    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        if (!gate.awaitEmpty(CLOSE_PATIENCE)) {
            LOG.warn("Calls on {} are still under way after {}; it is left open", database.file(), CLOSE_PATIENCE);
            return;
        }
        readers.close();
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A statement on {} was closed already", database.file(), e);
        }
        database.close();
    }
}
