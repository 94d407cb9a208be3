/** A virtual screen: what a person in front of the terminal would see. */
@NullMarked
package io.gitcortex.core.terminal.screen;

import org.jspecify.annotations.NullMarked;
