/** A plugin to copy from: a model that is a program on this machine. */
@NullMarked
package io.gitcortex.examples.plugin;

import org.jspecify.annotations.NullMarked;
