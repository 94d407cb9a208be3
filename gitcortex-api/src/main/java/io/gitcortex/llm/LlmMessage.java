package io.gitcortex.llm;

import io.gitcortex.model.Named;
import java.util.Objects;

/**
 * One message of a conversation with a model.
 *
 * <p>Immutable.
 *
 * @param role who speaks
 * @param content the text, perhaps empty
 */
public record LlmMessage(Role role, String content) {
    /** Who speaks. */
    public enum Role implements Named {
        /** The host: standing orders. At most one such message, and it comes first. */
        SYSTEM,
        /** GitCortex: what has happened and what is asked. */
        USER,
        /** The model. */
        ASSISTANT
    }

    public LlmMessage {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(content, "content");
    }

    /**
     * Standing orders.
     *
     * @param content the text
     * @return a message of the system
     */
    public static LlmMessage system(String content) {
        return new LlmMessage(Role.SYSTEM, content);
    }

    /**
     * What has happened and what is asked.
     *
     * @param content the text
     * @return a message of the user
     */
    public static LlmMessage user(String content) {
        return new LlmMessage(Role.USER, content);
    }

    /**
     * What the model said.
     *
     * @param content the text
     * @return a message of the assistant
     */
    public static LlmMessage assistant(String content) {
        return new LlmMessage(Role.ASSISTANT, content);
    }
}
