/** The contract of terminal transports, and a transport whose sessions are played by small Java programs. */
@NullMarked
package io.gitcortex.testkit.terminal;

import org.jspecify.annotations.NullMarked;
