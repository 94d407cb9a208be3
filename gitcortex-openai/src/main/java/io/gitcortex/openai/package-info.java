/** Speaks to every endpoint that is compatible with OpenAI's chat completions. */
@NullMarked
package io.gitcortex.openai;

import org.jspecify.annotations.NullMarked;
