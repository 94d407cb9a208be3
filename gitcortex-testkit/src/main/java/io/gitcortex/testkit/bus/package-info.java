/** The contract of {@link io.gitcortex.bus.MessageBus}, and a bus that breaks it on purpose. */
@NullMarked
package io.gitcortex.testkit.bus;

import org.jspecify.annotations.NullMarked;
