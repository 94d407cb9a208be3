package io.gitcortex.core.terminal.screen;

import java.util.List;
import java.util.Objects;

/**
 * What a screen shows at one moment. Immutable.
 *
 * @param lines the visible lines, one for each row, without control characters and without blanks at their ends
 * @param title the window's title, and behind it, in a line of its own, what else the program says about its state
 * @param cursorRow where the cursor is, counted from 0
 * @param cursorColumn where the cursor is, counted from 0
 * @param bracketedPaste whether the program has asked for pasted text to be bracketed (DECSET 2004)
 */
public record ScreenView(List<String> lines, String title, int cursorRow, int cursorColumn, boolean bracketedPaste) {
    public ScreenView {
        lines = List.copyOf(lines);
        Objects.requireNonNull(title, "title");
    }

    /** The lines, as one text. */
    public String text() {
        return String.join("\n", lines);
    }
}
