package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmException;

/** There is no budget left for a request. Nothing was asked; somebody must raise the budget, or go on without a model. */
final class LlmBudgetException extends LlmException {
    private static final long serialVersionUID = 1L;

    private LlmBudgetException(String message) {
        super(message, null);
    }

    static LlmBudgetException of(String limit, String wanted, String gone) {
        return new LlmBudgetException("the model's budget of " + limit + " has no room for another request of about "
                + wanted + " (" + gone + "): raise the budget to go on with the model");
    }
}
