/** The root of every exception that GitCortex throws. */
@NullMarked
package io.gitcortex;

import org.jspecify.annotations.NullMarked;
