/** A {@link io.gitcortex.store.WorkflowStore} in a SQLite file. */
@NullMarked
package io.gitcortex.sqlite;

import org.jspecify.annotations.NullMarked;
