package io.gitcortex.core.llm;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a stack of clients lives in.
 *
 * @param time by which it waits
 * @param random spreads retries; need not be thread-safe, but be this stack's alone
 */
public record LlmSurroundings(MonotonicTime time, RandomGenerator random) {
    public LlmSurroundings {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(random, "random");
    }
}
