/** Small programs to copy from. */
@NullMarked
package io.gitcortex.examples;

import org.jspecify.annotations.NullMarked;
