package io.gitcortex.terminal;

/**
 * The size of a terminal's screen.
 *
 * <p>Immutable.
 *
 * @param columns characters in a line, 1 to 1,000
 * @param rows lines on the screen, 1 to 1,000
 */
public record TerminalSize(int columns, int rows) {
    /** Wide enough that coding CLIs seldom fold a line. */
    public static final TerminalSize DEFAULT = new TerminalSize(120, 40);

    private static final int LIMIT = 1_000;

    public TerminalSize {
        if (columns < 1 || columns > LIMIT || rows < 1 || rows > LIMIT) {
            throw new IllegalArgumentException(
                    "A terminal has 1 to " + LIMIT + " columns and rows, not " + columns + " x " + rows);
        }
    }
}
