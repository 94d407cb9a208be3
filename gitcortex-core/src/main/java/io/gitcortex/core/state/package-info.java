/** What a workflow is: the sum of its events, in pure functions. A side room: any room may look at a state. */
@NullMarked
package io.gitcortex.core.state;

import org.jspecify.annotations.NullMarked;
