/** Time that a test moves. */
@NullMarked
package io.gitcortex.testkit.time;

import org.jspecify.annotations.NullMarked;
