/** The bus that is used where no plugin brings another: within this process, in memory. */
@NullMarked
package io.gitcortex.core.bus;

import org.jspecify.annotations.NullMarked;
