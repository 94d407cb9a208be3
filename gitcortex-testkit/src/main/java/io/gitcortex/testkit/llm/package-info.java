/** The contract of {@link io.gitcortex.llm.LlmClient}, and a model that says what a script tells it to. */
@NullMarked
package io.gitcortex.testkit.llm;

import org.jspecify.annotations.NullMarked;
