/** The language model, as GitCortex needs it. */
@NullMarked
package io.gitcortex.llm;

import org.jspecify.annotations.NullMarked;
