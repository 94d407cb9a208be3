package io.gitcortex.core.terminal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a session's screen shows, and that whoever runs the workflow should know. Immutable.
 */
public sealed interface Sighting {
    /** The round's text was handed over: the CLI has begun to work on it. */
    record Delivered() implements Sighting {}

    /**
     * The round's text could not be handed over. The session is ended by whoever supervises it.
     *
     * @param reason why, in a sentence
     */
    record NotDelivered(String reason) implements Sighting {
        public NotDelivered {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The conversation of the CLI is known, by which it can be gone on with later.
     *
     * @param conversation what the CLI calls it
     */
    record ConversationKnown(String conversation) implements Sighting {
        public ConversationKnown {
            Objects.requireNonNull(conversation, "conversation");
        }
    }

    /**
     * The CLI asks something that its dialect may not answer.
     *
     * @param prompt what it asks
     */
    record Asked(ScreenPrompt prompt) implements Sighting {
        public Asked {
            Objects.requireNonNull(prompt, "prompt");
        }
    }

    /** What the CLI asked last is no longer on its screen. */
    record PromptGone() implements Sighting {}

    /**
     * The CLI has used up what its account allows, and waits.
     *
     * @param text the line that says so
     * @param resetsAtOrNull when it may go on, or null if it does not say
     */
    record QuotaReached(String text, @Nullable Instant resetsAtOrNull) implements Sighting {
        public QuotaReached {
            Objects.requireNonNull(text, "text");
        }

        /** When it may go on. */
        public Optional<Instant> resetsAt() {
            return Optional.ofNullable(resetsAtOrNull);
        }
    }

    /**
     * The screen stands still and shows nothing that the dialect knows.
     *
     * @param snapshot the screen's lines, as plain text
     */
    record Unrecognised(String snapshot) implements Sighting {
        public Unrecognised {
            Objects.requireNonNull(snapshot, "snapshot");
        }
    }
}
