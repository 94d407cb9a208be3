/** Programs that measure, each beside a peer in the same run. */
@NullMarked
package io.gitcortex.benchmarks;

import org.jspecify.annotations.NullMarked;
