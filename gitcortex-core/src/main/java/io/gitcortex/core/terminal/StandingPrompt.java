package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.ScreenPattern;
import io.gitcortex.core.terminal.screen.ScreenView;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that a person was told of, in the words in which it stands there.
 *
 * @param pattern the screen that asks
 * @param text what it asks; empty where the dialect does not say which of the screen's words that are
 */
record StandingPrompt(ScreenPattern pattern, String text) {
    static StandingPrompt of(ScreenPattern pattern, ScreenView view) {
        boolean marked = pattern.prompt().orElseThrow().textOrNull() != null;
        // A whole screen has clocks and spinners on it.
        return new StandingPrompt(pattern, marked ? pattern.text(view) : "");
    }

    boolean isOn(@Nullable ScreenPattern shown, ScreenView view) {
        return shown != null && shown.prompt().isPresent() && equals(of(shown, view));
    }
}
