/** The contract of {@link io.gitcortex.store.WorkflowStore}, and a store in memory that passes it. */
@NullMarked
package io.gitcortex.testkit.store;

import org.jspecify.annotations.NullMarked;
