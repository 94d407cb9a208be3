package io.gitcortex.llm;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** A model gave no usable answer. The subclasses say what the caller can do. */
public class LlmException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, without keys or prompts
     * @param cause what it followed from, or null
     */
    public LlmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
