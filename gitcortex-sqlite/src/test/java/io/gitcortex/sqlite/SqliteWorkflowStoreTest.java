package io.gitcortex.sqlite;

import io.gitcortex.store.WorkflowStore;
import io.gitcortex.testkit.store.WorkflowStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqliteWorkflowStoreTest extends WorkflowStoreContract {
    @TempDir
    Path directory;

    @Override
    protected WorkflowStore open() {
        return SqliteWorkflowStore.open(directory.resolve("journal with a ? and 100%.db"));
    }

    @Override
    protected Optional<WorkflowStore> openBackup(Path backup) {
        return Optional.of(SqliteWorkflowStore.open(backup));
    }
}
