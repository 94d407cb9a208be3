/** Finds and chooses plugins. */
@NullMarked
package io.gitcortex.core.plugin;

import org.jspecify.annotations.NullMarked;
