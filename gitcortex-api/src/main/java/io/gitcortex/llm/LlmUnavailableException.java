package io.gitcortex.llm;

import org.jspecify.annotations.Nullable;

/** The endpoint could not be reached, failed, or took too long. The same request may succeed later. */
public class LlmUnavailableException extends LlmException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, without keys or prompts
     * @param cause what it followed from, or null
     */
    public LlmUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
