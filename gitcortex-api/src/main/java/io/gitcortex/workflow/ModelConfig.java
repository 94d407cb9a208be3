package io.gitcortex.workflow;

import io.gitcortex.model.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which language model is asked, and how.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class ModelConfig {
    private final @Nullable String apiType;
    private final @Nullable String baseUrl;
    private final @Nullable Secret apiKey;
    private final @Nullable String model;
    private final @Nullable String systemPrompt;
    private final int maxConversationHistory;
    private final Duration llmTimeout;
    private final Duration decisionTimeout;
    private final int maxRetries;
    private final Duration retryDelay;
    private final int maxInstructionsPerDecision;
    private final ModelBudget budget;

    private ModelConfig(Builder builder) {
        this.apiType = builder.apiType;
        this.baseUrl = builder.baseUrl;
        this.apiKey = builder.apiKey;
        this.model = builder.model;
        this.systemPrompt = builder.systemPrompt;
        this.maxConversationHistory = builder.maxConversationHistory;
        this.llmTimeout = builder.llmTimeout;
        this.decisionTimeout = builder.decisionTimeout;
        this.maxRetries = builder.maxRetries;
        this.retryDelay = builder.retryDelay;
        this.maxInstructionsPerDecision = builder.maxInstructionsPerDecision;
        this.budget = builder.budget;
        requirePositive("llmTimeout", llmTimeout);
        requirePositive("decisionTimeout", decisionTimeout);
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException("retryDelay must not be negative, but is " + retryDelay);
        }
        requirePositive("maxConversationHistory", maxConversationHistory);
        requirePositive("maxRetries", maxRetries);
        requirePositive("maxInstructionsPerDecision", maxInstructionsPerDecision);
    }

    /**
     * Starts a configuration with all its defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.apiType = apiType;
        builder.baseUrl = baseUrl;
        builder.apiKey = apiKey;
        builder.model = model;
        builder.systemPrompt = systemPrompt;
        builder.maxConversationHistory = maxConversationHistory;
        builder.llmTimeout = llmTimeout;
        builder.decisionTimeout = decisionTimeout;
        builder.maxRetries = maxRetries;
        builder.retryDelay = retryDelay;
        builder.maxInstructionsPerDecision = maxInstructionsPerDecision;
        builder.budget = budget;
        return builder;
    }

    /**
     * The id of the provider of the model; the only one found where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<String> apiType() {
        return Optional.ofNullable(apiType);
    }

    /**
     * The base URL of the model's endpoint, used as given.
     *
     * @return the value, or empty
     */
    public Optional<String> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    /**
     * The key for the endpoint; stays the host's to close.
     *
     * @return the value, or empty
     */
    public Optional<Secret> apiKey() {
        return Optional.ofNullable(apiKey);
    }

    /**
     * The name of the model.
     *
     * @return the value, or empty
     */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /**
     * Standing orders for the model, in place of the built-in ones.
     *
     * @return the value, or empty
     */
    public Optional<String> systemPrompt() {
        return Optional.ofNullable(systemPrompt);
    }

    /**
     * Messages of the conversation that are kept, the system prompt not counted.
     *
     * @return the value
     */
    public int maxConversationHistory() {
        return maxConversationHistory;
    }

    /**
     * How long one request to a model may take.
     *
     * @return the value
     */
    public Duration llmTimeout() {
        return llmTimeout;
    }

    /**
     * How long one decision may take in all.
     *
     * @return the value
     */
    public Duration decisionTimeout() {
        return decisionTimeout;
    }

    /**
     * Attempts for one answer in all, the first one counted.
     *
     * @return the value
     */
    public int maxRetries() {
        return maxRetries;
    }

    /**
     * The wait before the second attempt; it doubles with each further one.
     *
     * @return the value
     */
    public Duration retryDelay() {
        return retryDelay;
    }

    /**
     * Instructions that one decision may hold.
     *
     * @return the value
     */
    public int maxInstructionsPerDecision() {
        return maxInstructionsPerDecision;
    }

    /**
     * What one workflow may use of models in its whole life.
     *
     * @return the value; {@link ModelBudget#NONE} for any amount
     */
    public ModelBudget budget() {
        return budget;
    }

    @Override
    public String toString() {
        return "ModelConfig[" + apiType + ", " + model + "]";
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }

    /** Collects the parts of a {@link ModelConfig}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String apiType;
        private @Nullable String baseUrl;
        private @Nullable Secret apiKey;
        private @Nullable String model;
        private @Nullable String systemPrompt;
        private int maxConversationHistory = 50;
        private Duration llmTimeout = Duration.ofMinutes(2);
        private Duration decisionTimeout = Duration.ofMinutes(5);
        private int maxRetries = 3;
        private Duration retryDelay = Duration.ofSeconds(1);
        private int maxInstructionsPerDecision = 20;
        private ModelBudget budget = ModelBudget.NONE;

        private Builder() {}

        /**
         * Sets the id of the provider of the model; the only one found where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder apiType(@Nullable String value) {
            this.apiType = value;
            return this;
        }

        /**
         * Sets the base URL of the model's endpoint, used as given.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder baseUrl(@Nullable String value) {
            this.baseUrl = value;
            return this;
        }

        /**
         * Sets the key for the endpoint; stays the host's to close.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder apiKey(@Nullable Secret value) {
            this.apiKey = value;
            return this;
        }

        /**
         * Sets the name of the model.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder model(@Nullable String value) {
            this.model = value;
            return this;
        }

        /**
         * Sets standing orders for the model, in place of the built-in ones.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder systemPrompt(@Nullable String value) {
            this.systemPrompt = value;
            return this;
        }

        /**
         * Sets messages of the conversation that are kept, the system prompt not counted.
         *
         * @param value the value
         * @return this builder
         */
        public Builder maxConversationHistory(int value) {
            this.maxConversationHistory = value;
            return this;
        }

        /**
         * Sets how long one request to a model may take.
         *
         * @param value the value
         * @return this builder
         */
        public Builder llmTimeout(Duration value) {
            this.llmTimeout = value;
            return this;
        }

        /**
         * Sets how long one decision may take in all.
         *
         * @param value the value
         * @return this builder
         */
        public Builder decisionTimeout(Duration value) {
            this.decisionTimeout = value;
            return this;
        }

        /**
         * Sets attempts for one answer in all, the first one counted.
         *
         * @param value the value
         * @return this builder
         */
        public Builder maxRetries(int value) {
            this.maxRetries = value;
            return this;
        }

        /**
         * Sets the wait before the second attempt; it doubles with each further one.
         *
         * @param value the value
         * @return this builder
         */
        public Builder retryDelay(Duration value) {
            this.retryDelay = value;
            return this;
        }

        /**
         * Sets instructions that one decision may hold.
         *
         * @param value the value
         * @return this builder
         */
        public Builder maxInstructionsPerDecision(int value) {
            this.maxInstructionsPerDecision = value;
            return this;
        }

        /**
         * Sets what one workflow may use of models in its whole life.
         *
         * @param value the value
         * @return this builder
         */
        public Builder budget(ModelBudget value) {
            this.budget = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public ModelConfig build() {
            return new ModelConfig(this);
        }
    }
}
