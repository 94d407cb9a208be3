package io.gitcortex.core.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A question that a CLI shows on its screen. Immutable.
 *
 * @param kind how it is answered
 * @param text what is asked, as plain text
 * @param options what can be chosen; empty where a text is typed
 */
public record ScreenPrompt(Kind kind, String text, List<Option> options) {
    /** How a prompt is answered. */
    public enum Kind {
        /** By pressing Enter. */
        ENTER,
        /** By yes or no. */
        YES_NO,
        /** By a key for each option. */
        CHOICE,
        /** By moving a mark to an option. */
        ARROW_SELECT,
        /** By a line of text. */
        INPUT,
        /** By a secret, which is never shown or kept. */
        PASSWORD
    }

    /**
     * One of the answers.
     *
     * @param key what a person types to choose it; unique in its prompt
     * @param label what the screen says about it
     */
    public record Option(String key, String label) {
        public Option {
            Objects.requireNonNull(label, "label");
            if (key.isBlank()) {
                throw new IllegalArgumentException("The key of an option must not be blank");
            }
        }
    }

    public ScreenPrompt {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        options = List.copyOf(options);
    }

    /** The option that an answer names, by its key or its label. */
    public Optional<Option> option(String answer) {
        String wanted = answer.strip().toLowerCase(Locale.ROOT);
        return options.stream()
                .filter(option -> option.key().toLowerCase(Locale.ROOT).equals(wanted)
                        || option.label().strip().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
