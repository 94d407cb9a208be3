/** What each coding CLI needs, as data: one file for each. */
@NullMarked
package io.gitcortex.core.terminal.dialect;

import org.jspecify.annotations.NullMarked;
