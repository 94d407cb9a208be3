/** Messages for those who watch. The bus is a hint: losing a message loses nothing. */
@NullMarked
package io.gitcortex.bus;

import org.jspecify.annotations.NullMarked;
