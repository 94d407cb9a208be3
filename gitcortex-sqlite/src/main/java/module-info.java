/** Keeps journals in a SQLite file. */
@org.jspecify.annotations.NullMarked
module io.gitcortex.sqlite {
    requires static transitive org.jspecify;
    requires transitive io.gitcortex.api;
    requires com.zaxxer.hikari;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports io.gitcortex.sqlite;

    provides io.gitcortex.spi.WorkflowStoreProvider with
            io.gitcortex.sqlite.SqliteWorkflowStoreProvider;
}
