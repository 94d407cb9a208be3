package io.gitcortex.sqlite;

import io.gitcortex.sqlite.table.Sql;
import java.sql.SQLException;

/** Statements that belong together. */
@FunctionalInterface
interface Work<T> {
    T run(Sql sql) throws SQLException;
}
