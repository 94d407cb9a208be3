package io.gitcortex.sqlite.file;

/** Final is final, in the file too: whoever writes late, and from whichever program, is refused. */
final class FinalStatuses {
    /** Constraints see a row as it is to be; only a trigger also sees what it was. */
    private static final String TRIGGERS = """
            CREATE TRIGGER workflow_final BEFORE UPDATE OF status ON workflow
            WHEN old.status IN ('completed', 'failed', 'cancelled') AND new.status <> old.status
            BEGIN
                SELECT raise(ABORT, 'the status of a workflow that has ended does not change');
            END;

            CREATE TRIGGER workflow_task_final BEFORE UPDATE OF status ON workflow_task
            WHEN old.status IN ('completed', 'failed', 'cancelled') AND new.status <> old.status
            BEGIN
                SELECT raise(ABORT, 'the status of a task that has ended does not change');
            END;

            CREATE TRIGGER terminal_final BEFORE UPDATE OF status ON terminal
            WHEN old.status = 'cancelled' AND new.status <> old.status
            BEGIN
                SELECT raise(ABORT, 'the status of a terminal that was cancelled does not change');
            END;

            CREATE TRIGGER instruction_final BEFORE UPDATE OF status ON instruction
            WHEN old.status IN ('done', 'failed') AND new.status <> old.status
            BEGIN
                SELECT raise(ABORT, 'the status of an instruction that has its outcome does not change');
            END;

            CREATE TRIGGER question_final BEFORE UPDATE OF status ON question
            WHEN old.status IN ('answered', 'withdrawn') AND new.status <> old.status
            BEGIN
                SELECT raise(ABORT, 'the status of a question that is settled does not change');
            END;
            """;

    static final Migration MIGRATION = new Migration(3, "final_statuses", TRIGGERS);

    private FinalStatuses() {}
}
