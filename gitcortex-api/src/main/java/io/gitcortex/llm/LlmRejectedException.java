package io.gitcortex.llm;

import org.jspecify.annotations.Nullable;

/**
 * The endpoint will never take this request: a wrong key, an unknown model, too long a prompt. Trying again is of no use
 * until somebody changes something.
 */
public final class LlmRejectedException extends LlmException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param message what was refused and what to change, without keys or prompts
     * @param status the HTTP status (RFC 9110, section 15), or 0 where there is none
     * @param cause what it followed from, or null
     */
    public LlmRejectedException(String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /**
     * The HTTP status that the endpoint answered with.
     *
     * @return a status of RFC 9110, section 15, or 0 where there is none
     */
    public int status() {
        return status;
    }
}
