/** The durable journal and what is kept beside it. */
@NullMarked
package io.gitcortex.store;

import org.jspecify.annotations.NullMarked;
