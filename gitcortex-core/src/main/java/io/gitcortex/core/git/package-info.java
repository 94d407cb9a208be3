/** Reads repositories inside this process, and writes commits: never a working tree or a ref, and never by a program. */
@NullMarked
package io.gitcortex.core.git;

import org.jspecify.annotations.NullMarked;
