/** The runner: what ./gitcortex does, one class for each command. */
@NullMarked
package io.gitcortex.examples.runner;

import org.jspecify.annotations.NullMarked;
