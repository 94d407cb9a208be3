package io.gitcortex.spi;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** A plugin is missing, ambiguous, wrongly configured, or cannot work here. The message says the way out. */
public final class PluginException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with which plugin, and the call, variable or dependency that settles it
     */
    public PluginException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong with which plugin, and the call, variable or dependency that settles it
     * @param cause what it followed from, or null
     */
    public PluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
