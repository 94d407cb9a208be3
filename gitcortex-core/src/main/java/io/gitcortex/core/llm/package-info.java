/**
 * What stands between a decision and a model. Each class is a client around another and holds one idea; {@link
 * io.gitcortex.core.llm.LlmStack} puts them in order: budget, fail-over, circuit breaker, retry, rate limit, time limit.
 *
 * <p>All of them wait and look at the time through {@link io.gitcortex.core.llm.MonotonicTime}, so that a simulation can let
 * hours pass at once. Failsafe was looked at for retry and circuit breaker and left out for that reason: its synchronous
 * retry calls {@code Thread.sleep}, its maximum duration and its open breaker read {@code System.nanoTime}, and only the
 * scheduler of its asynchronous half can be replaced (3.3.2: {@code RetryPolicyExecutor}, {@code ExecutionContext},
 * {@code OpenState}).
 */
@NullMarked
package io.gitcortex.core.llm;

import org.jspecify.annotations.NullMarked;
