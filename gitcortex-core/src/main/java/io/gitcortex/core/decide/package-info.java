/** What to do next, in pure functions: a state, and what is new in it, give instructions, questions, or a prompt. */
@NullMarked
package io.gitcortex.core.decide;

import org.jspecify.annotations.NullMarked;
