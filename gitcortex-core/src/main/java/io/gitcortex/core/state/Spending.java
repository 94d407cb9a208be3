package io.gitcortex.core.state;

import io.gitcortex.model.TokenUsage;

/**
 * What a workflow's calls of models have used. A call whose answer was never recorded, because the process was gone, counts
 * with what was set aside for it.
 *
 * @param recorded what the calls with an outcome have used
 * @param reserved what is set aside for the call that has none
 */
public record Spending(TokenUsage recorded, long reserved) {
    static final Spending NONE = new Spending(TokenUsage.NONE, 0);

    /** Everything, with what is set aside. */
    public TokenUsage total() {
        return recorded.plus(new TokenUsage(reserved, 0));
    }

    /** A call begins; one that is still without an outcome will have none any more. */
    Spending requested(long tokens) {
        return new Spending(total(), tokens);
    }

    /** The call has an outcome. */
    Spending settled(TokenUsage usage) {
        return new Spending(recorded.plus(usage), 0);
    }
}
