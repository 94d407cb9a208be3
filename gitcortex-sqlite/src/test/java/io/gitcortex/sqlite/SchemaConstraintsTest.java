package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.model.Named;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the schema itself refuses, whichever program writes: here, plain SQL. */
class SchemaConstraintsTest {
    private static final List<String> TABLES = List.of("workflow", "workflow_task", "terminal", "journal");

    @TempDir
    Path directory;

    private Path file;
    private Connection connection;

    @BeforeEach
    void openAFileWithOneOfEach() throws SQLException {
        file = directory.resolve("gitcortex.db");
        SqliteWorkflowStore.open(file).close();
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute("""
                INSERT INTO workflow (workflow_id, name, goal, status, order_index, created_at, updated_at, version,
                    last_sequence, epoch) VALUES ('w', 'n', 'g', 'pending', 0, 0, 0, 0, 0, 1);
                INSERT INTO workflow_task (workflow_id, task_id, name, description, status, order_index, created_at,
                    updated_at) VALUES ('w', 't', 'n', 'd', 'pending', 0, 0, 0);
                INSERT INTO terminal (workflow_id, terminal_id, task_id, role, cli, status, order_index, created_at,
                    updated_at) VALUES ('w', 's', 't', 'coder', 'shell', 'pending', 0, 0, 0);
                INSERT INTO instruction (workflow_id, number, instruction_id, type, status, json)
                    VALUES ('w', 1, 'i', 'start_task', 'ready', '{}');
                INSERT INTO question (workflow_id, question_id, status, deadline, json)
                    VALUES ('w', 'q', 'open', 0, '{}');
                INSERT INTO request (workflow_id, kind, json, requested_at, status)
                    VALUES ('w', 'pause', '{}', 0, 'pending');
                """);
    }

    @AfterEach
    void closeIt() throws SQLException {
        connection.close();
    }

    /** A column of statuses, what may stand in it, and what of that is final. */
    private record Statuses(String table, List<String> legal, Set<String> ended) {
        static Statuses of(String table, Named[] constants, String... ended) {
            return new Statuses(table, Stream.of(constants).map(Named::wireName).toList(), Set.of(ended));
        }

        @Override
        public String toString() {
            return table;
        }
    }

    static List<Statuses> columns() {
        return List.of(
                Statuses.of("workflow", WorkflowStatus.values(), "completed", "failed", "cancelled"),
                Statuses.of("workflow_task", TaskStatus.values(), "completed", "failed", "cancelled"),
                Statuses.of("terminal", TerminalStatus.values(), "cancelled"),
                Statuses.of("instruction", InstructionStatus.values(), "done", "failed"),
                Statuses.of("question", QuestionStatus.values(), "answered", "withdrawn"),
                new Statuses("request", List.of("pending", "taken"), Set.of()));
    }

    static List<Arguments> moves() {
        List<Arguments> moves = new ArrayList<>();
        for (Statuses column : columns()) {
            for (String from : column.legal()) {
                for (String to : column.legal()) {
                    boolean refused = column.ended().contains(from) && !from.equals(to);
                    moves.add(Arguments.of(column.table(), from, to, refused));
                }
            }
        }
        return moves;
    }

    @ParameterizedTest
    @MethodSource("columns")
    void a_status_that_is_none_is_refused(Statuses column) throws SQLException {
        for (String none : List.of("'done and dusted'", "''", "'PENDING'", "' pending'", "NULL", "0", "x'00'")) {
            assertThatExceptionOfType(SQLiteException.class)
                    .as("%s becomes %s", column, none)
                    .isThrownBy(() -> execute("UPDATE " + column.table() + " SET status = " + none))
                    .satisfies(refusal -> assertThat(refusal.getResultCode())
                            .isIn(
                                    SQLiteErrorCode.SQLITE_CONSTRAINT_CHECK,
                                    SQLiteErrorCode.SQLITE_CONSTRAINT_NOTNULL,
                                    SQLiteErrorCode.SQLITE_CONSTRAINT_DATATYPE));
        }
        assertThat(status(column.table())).isEqualTo(column.legal().get(0));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}, refused: {3}")
    @MethodSource("moves")
    void a_final_status_never_changes(String table, String from, String to, boolean refused) throws SQLException {
        execute("UPDATE " + table + " SET status = '" + from + "'");

        String move = "UPDATE " + table + " SET status = '" + to + "'";
        if (refused) {
            assertThatExceptionOfType(SQLiteException.class)
                    .isThrownBy(() -> execute(move))
                    .withMessageContaining("does not change")
                    .satisfies(refusal ->
                            assertThat(refusal.getResultCode()).isEqualTo(SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER));
            assertThat(status(table)).isEqualTo(from);
        } else {
            execute(move);
            assertThat(status(table)).isEqualTo(to);
        }
    }

    @Test
    void a_workflow_whose_two_hundred_and_fiftieth_terminal_does_not_fit_leaves_no_row() throws SQLException {
        execute("DELETE FROM request; DELETE FROM question; DELETE FROM instruction; DELETE FROM terminal;"
                + " DELETE FROM workflow_task; DELETE FROM workflow");
        try (SqliteWorkflowStore store = SqliteWorkflowStore.open(file)) {
            WorkflowWrite first = WorkflowWrite.builder(TestRows.ID, 0, 1)
                    .event(TestRows.event(1))
                    .build();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.create(hundredTasks(250), TestRows.OWNER, first))
                    .withMessageContaining("UNIQUE");
            assertThat(rows()).containsOnly(0);

            store.create(hundredTasks(0), TestRows.OWNER, first);
            assertThat(rows()).containsExactly(1, 100, 300, 1);
        }
    }

    /** A hundred tasks with three terminals each; the terminal with this number, counted from 1, has the first one's id. */
    private static Workflow hundredTasks(int misfit) {
        List<WorkflowTask> tasks = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < 100; i++) {
            TaskId task = TaskId.of("task-" + i);
            List<WorkflowTerminal> terminals = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                count++;
                TerminalId id = TerminalId.of("terminal-" + (count == misfit ? 1 : count));
                terminals.add(WorkflowTerminal.builder(id, "coder", "shell")
                        .taskId(task)
                        .orderIndex(j)
                        .build());
            }
            tasks.add(WorkflowTask.builder(task, TestRows.ID, "Task " + i)
                    .orderIndex(i)
                    .terminals(terminals)
                    .build());
        }
        return Workflow.builder(TestRows.ID, "name", "goal").tasks(tasks).build();
    }

    private List<Integer> rows() throws SQLException {
        List<Integer> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.add(Integer.valueOf(one("SELECT count(*) FROM " + table)));
        }
        return rows;
    }

    private String status(String table) throws SQLException {
        return one("SELECT status FROM " + table);
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
