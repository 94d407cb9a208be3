/** What GitCortex needs on a machine, and whether it is there. */
@NullMarked
package io.gitcortex.examples.runner.doctor;

import org.jspecify.annotations.NullMarked;
