/** Lets a person take over a session of this process from another process, over a socket that only the same user may open. */
@NullMarked
package io.gitcortex.core.terminal.attach;

import org.jspecify.annotations.NullMarked;
