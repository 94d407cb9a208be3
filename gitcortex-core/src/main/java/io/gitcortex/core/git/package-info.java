/** Reads repositories inside this process, and writes commits and refs: never a working tree, and never by a program. */
@NullMarked
package io.gitcortex.core.git;

import org.jspecify.annotations.NullMarked;
