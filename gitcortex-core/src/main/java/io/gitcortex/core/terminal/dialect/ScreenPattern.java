package io.gitcortex.core.terminal.dialect;

import io.gitcortex.core.terminal.ScreenPrompt;
import io.gitcortex.core.terminal.screen.ScreenView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one of a CLI's screens is recognised, and what can be answered there. Immutable.
 *
 * @param name what it is called
 * @param state what it shows
 * @param signs how it is recognised
 * @param promptOrNull what it asks; null where it asks nothing
 * @param resetsOrNull where a quota says when more is allowed: the first group is the time; or null
 */
public record ScreenPattern(
        String name,
        ScreenState state,
        Signs signs,
        @Nullable Prompt promptOrNull,
        @Nullable Pattern resetsOrNull) {
    /**
     * How a screen is recognised: all of it must be so.
     *
     * @param lines each is found in some visible line
     * @param absent none is found in any visible line
     * @param titleOrNull is found in the window's title; null where that does not matter
     */
    public record Signs(
            List<Pattern> lines,
            List<Pattern> absent,
            @Nullable Pattern titleOrNull) {
        public Signs {
            lines = List.copyOf(lines);
            absent = List.copyOf(absent);
            if (lines.isEmpty() && titleOrNull == null) {
                throw new IllegalArgumentException("A screen is recognised by 'lines' or by its 'title'");
            }
        }

        boolean areOn(ScreenView view) {
            return (titleOrNull == null || titleOrNull.matcher(view.title()).find())
                    && lines.stream().allMatch(line -> isOn(view, line))
                    && absent.stream().noneMatch(line -> isOn(view, line));
        }

        private static boolean isOn(ScreenView view, Pattern pattern) {
            return view.lines().stream().anyMatch(line -> pattern.matcher(line).find());
        }
    }

    /**
     * What a screen asks.
     *
     * @param kind how it is answered
     * @param textOrNull what of the whole screen a person is shown; null for all of it
     * @param options what can be chosen
     * @param answerOrNull the key of the option that is chosen without asking anybody, or null
     */
    public record Prompt(
            ScreenPrompt.Kind kind,
            @Nullable Pattern textOrNull,
            List<KeyedOption> options,
            @Nullable String answerOrNull) {
        public Prompt {
            Objects.requireNonNull(kind, "kind");
            options = List.copyOf(options);
            if (answerOrNull != null
                    && options.stream().noneMatch(option -> option.key().equals(answerOrNull))) {
                throw new IllegalArgumentException("The answer '" + answerOrNull + "' is none of the options");
            }
            if (answerOrNull != null && kind == ScreenPrompt.Kind.PASSWORD) {
                throw new IllegalArgumentException("A password is never answered without a person");
            }
        }

        /** The option that is chosen without asking anybody. */
        public Optional<KeyedOption> answer() {
            return option(answerOrNull);
        }

        /** An option by its key. */
        public Optional<KeyedOption> option(@Nullable String key) {
            return options.stream().filter(option -> option.key().equals(key)).findFirst();
        }
    }

    public ScreenPattern {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(signs, "signs");
        if ((state == ScreenState.ASKING) != (promptOrNull != null)) {
            throw new IllegalArgumentException("Screen '" + name
                    + "': a screen of the state 'asking', and no other, has a" + " 'kind' and its 'options'");
        }
    }

    /** Whether a screen is this one. */
    public boolean matches(ScreenView view) {
        return signs.areOn(view);
    }

    /** Whether a line is one by which the CLI is seen to work. */
    public boolean showsWork(String line) {
        return state == ScreenState.BUSY
                && signs.lines().stream().anyMatch(sign -> sign.matcher(line).find());
    }

    /** What it asks. */
    public Optional<Prompt> prompt() {
        return Optional.ofNullable(promptOrNull);
    }

    /** When more is allowed, in the CLI's own words; empty if it does not say. */
    public Optional<String> resets(ScreenView view) {
        if (resetsOrNull == null) {
            return Optional.empty();
        }
        Matcher matcher = resetsOrNull.matcher(view.text());
        return matcher.find() ? Optional.ofNullable(matcher.group(matcher.groupCount() > 0 ? 1 : 0)) : Optional.empty();
    }

    /** What a person is shown of a screen that asks. */
    public String text(ScreenView view) {
        Pattern text = promptOrNull == null ? null : promptOrNull.textOrNull();
        Matcher matcher = text == null ? null : text.matcher(view.text());
        return matcher != null && matcher.find()
                ? matcher.group().strip()
                : view.text().strip();
    }
}
