/** What a host works with. */
@NullMarked
package io.gitcortex.core;

import org.jspecify.annotations.NullMarked;
