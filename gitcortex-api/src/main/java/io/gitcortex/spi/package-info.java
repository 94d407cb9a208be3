/** What {@link java.util.ServiceLoader} looks for: one provider interface for each part that may be swapped. */
@NullMarked
package io.gitcortex.spi;

import org.jspecify.annotations.NullMarked;
