/** Terminals of the operating system: every session is a process in a pseudo-terminal of its own. */
@NullMarked
package io.gitcortex.pty;

import org.jspecify.annotations.NullMarked;
