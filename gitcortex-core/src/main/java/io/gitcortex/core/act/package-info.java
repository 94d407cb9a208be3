/** Carries instructions out. Blocks; called off the loop; what comes back comes back as a value. */
@NullMarked
package io.gitcortex.core.act;

import org.jspecify.annotations.NullMarked;
