package io.gitcortex.sqlite.file;

import java.util.List;

/** The schema, step by step. */
public final class Migrations {
    /** Times are microseconds since 1970; statuses are spelled as in JSON. */
    private static final String TABLES = """
            CREATE TABLE workflow (
                workflow_id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                goal TEXT NOT NULL,
                cli_type_id TEXT,
                status TEXT NOT NULL
                    CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
                order_index INTEGER NOT NULL UNIQUE,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL CHECK (version >= 0),
                last_sequence INTEGER NOT NULL CHECK (last_sequence >= 0),
                epoch INTEGER NOT NULL CHECK (epoch >= 1),
                owner_host TEXT,
                owner_pid INTEGER,
                owner_started_at INTEGER,
                owner_boot_id TEXT,
                owner_instance TEXT,
                CHECK ((owner_host IS NULL) = (owner_pid IS NULL)
                    AND (owner_host IS NULL) = (owner_started_at IS NULL)
                    AND (owner_host IS NULL) = (owner_boot_id IS NULL)
                    AND (owner_host IS NULL) = (owner_instance IS NULL))
            ) STRICT;

            CREATE TABLE workflow_task (
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                task_id TEXT NOT NULL,
                name TEXT NOT NULL,
                description TEXT NOT NULL,
                branch TEXT,
                status TEXT NOT NULL CHECK (status IN
                    ('pending', 'running', 'merging', 'conflicted', 'completed', 'failed', 'cancelled')),
                order_index INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                PRIMARY KEY (workflow_id, task_id)
            ) STRICT;

            -- The error terminal stands outside the tasks: it has no task_id.
            CREATE TABLE terminal (
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                terminal_id TEXT NOT NULL,
                task_id TEXT,
                role TEXT NOT NULL,
                cli TEXT NOT NULL,
                model TEXT,
                pty_session_id TEXT,
                status TEXT NOT NULL CHECK (status IN
                    ('pending', 'running', 'completed', 'review_passed', 'review_rejected', 'failed', 'cancelled')),
                order_index INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                PRIMARY KEY (workflow_id, terminal_id),
                FOREIGN KEY (workflow_id, task_id) REFERENCES workflow_task (workflow_id, task_id)
            ) STRICT;
            CREATE INDEX terminal_task ON terminal (workflow_id, task_id);

            CREATE TABLE journal (
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                sequence INTEGER NOT NULL CHECK (sequence >= 1),
                type TEXT NOT NULL,
                commit_hash TEXT,
                json TEXT NOT NULL,
                recorded_at INTEGER NOT NULL,
                PRIMARY KEY (workflow_id, sequence)
            ) STRICT;
            CREATE UNIQUE INDEX journal_commit ON journal (workflow_id, commit_hash) WHERE commit_hash IS NOT NULL;

            CREATE TABLE cursor (
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                ref TEXT NOT NULL,
                commit_hash TEXT NOT NULL,
                PRIMARY KEY (workflow_id, ref)
            ) STRICT;

            CREATE TABLE instruction (
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                number INTEGER NOT NULL CHECK (number >= 1),
                instruction_id TEXT NOT NULL UNIQUE,
                type TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('ready', 'sending', 'done', 'failed')),
                json TEXT NOT NULL,
                PRIMARY KEY (workflow_id, number)
            ) STRICT;

            CREATE TABLE question (
                asked_order INTEGER PRIMARY KEY,
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                question_id TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'withdrawn')),
                deadline INTEGER NOT NULL,
                json TEXT NOT NULL,
                UNIQUE (workflow_id, question_id)
            ) STRICT;

            CREATE TABLE request (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                workflow_id TEXT NOT NULL REFERENCES workflow (workflow_id),
                kind TEXT NOT NULL,
                json TEXT NOT NULL,
                requested_at INTEGER NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('pending', 'taken'))
            ) STRICT;
            CREATE INDEX request_pending ON request (workflow_id, number) WHERE status = 'pending';
            """;

    /** Columns are added, and no table is rebuilt: whatever else a table holds stays. */
    private static final String SECRETS = """
            ALTER TABLE workflow ADD COLUMN orchestrator_api_key_encrypted TEXT;
            ALTER TABLE terminal ADD COLUMN api_key_encrypted TEXT;
            """;

    /** All of them, in their order. */
    public static final List<Migration> ALL =
            List.of(new Migration(1, "tables", TABLES), new Migration(2, "secrets", SECRETS), FinalStatuses.MIGRATION);

    private Migrations() {}
}
