package io.gitcortex.core.terminal.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How a text is typed into a CLI.
 *
 * @param paste whether it is pasted, bracketed, where the CLI has switched that on
 * @param enter what submits it
 * @param pauseMillis how long after the text it is submitted: some take an Enter that comes at once for a part of the text
 * @param again whether a second Enter is harmless, where nothing starts after the first
 */
public record Typing(
        boolean paste,
        String enter,
        @JsonProperty("pause_millis") int pauseMillis,
        boolean again) {
    /** The least that all CLIs that were tried take for a key of its own. */
    private static final int LEAST_PAUSE = 150;

    static final Typing PLAIN = new Typing(false, "\n", LEAST_PAUSE, false);

    public Typing {
        if (enter == null || enter.isEmpty()) {
            throw new IllegalArgumentException("'enter' must name what submits a text, such as \"\\r\"");
        }
        if (pauseMillis < LEAST_PAUSE) {
            throw new IllegalArgumentException(
                    "'pause_millis' must be " + LEAST_PAUSE + " or more, not " + pauseMillis);
        }
    }

    /** How long after the text it is submitted. */
    public Duration pause() {
        return Duration.ofMillis(pauseMillis);
    }
}
