/** Pseudo-terminals, and the processes that live in them. */
@NullMarked
package io.gitcortex.terminal;

import org.jspecify.annotations.NullMarked;
