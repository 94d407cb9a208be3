/** Sessions: opened, watched, typed into and ended; what each coding CLI needs is data, in a dialect. */
@NullMarked
package io.gitcortex.core.terminal;

import org.jspecify.annotations.NullMarked;
