/** What is in the tables, one class for each, and the statements that read and write it. */
@NullMarked
package io.gitcortex.sqlite.table;

import org.jspecify.annotations.NullMarked;
