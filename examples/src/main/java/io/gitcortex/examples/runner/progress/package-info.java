/** What happens in a workflow, in words. */
@NullMarked
package io.gitcortex.examples.runner.progress;

import org.jspecify.annotations.NullMarked;
