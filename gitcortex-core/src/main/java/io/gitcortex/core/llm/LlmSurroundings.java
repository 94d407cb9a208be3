package io.gitcortex.core.llm;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a stack of clients lives in.
 *
 * @param time by which it waits
 * @param random spreads retries; need not be thread-safe, but be this stack's alone
 * @param budget the tokens that may be used, or null for any number
 */
public record LlmSurroundings(
        MonotonicTime time,
        RandomGenerator random,
        @Nullable TokenBudget budget) {
    public LlmSurroundings {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(random, "random");
    }
}
