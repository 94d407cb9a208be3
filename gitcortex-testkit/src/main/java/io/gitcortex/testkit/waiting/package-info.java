/** How contracts wait for other threads. Not exported. */
@NullMarked
package io.gitcortex.testkit.waiting;

import org.jspecify.annotations.NullMarked;
