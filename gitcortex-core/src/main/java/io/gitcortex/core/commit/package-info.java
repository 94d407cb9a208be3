/** Reads the metadata block of a commit message, and writes what the reader reads. */
@NullMarked
package io.gitcortex.core.commit;

import org.jspecify.annotations.NullMarked;
