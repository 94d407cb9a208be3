/** Reads the workflow file, and completes and checks plans wherever they come from. */
@NullMarked
package io.gitcortex.core.file;

import org.jspecify.annotations.NullMarked;
