package io.gitcortex.core.terminal.screen;

import io.gitcortex.terminal.TerminalSize;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;
import org.jline.utils.WCWidth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grid of characters, kept by JLine's emulator. Should that fail, an empty one goes on in its place: what a program
 * prints must never end the session that is being listened to.
 */
final class Emulator {
    private static final Logger log = LoggerFactory.getLogger(Emulator.class);
    /** Lines that have left the screen are of no use, and the emulator keeps them all. */
    private static final int MOST_HISTORY = 256;

    private final Supplier<ScreenTerminal> maker;
    private ScreenTerminal terminal;
    private int columns;
    private int rows;
    private boolean wraps = true;

    Emulator(TerminalSize size, Supplier<ScreenTerminal> maker) {
        this.maker = maker;
        this.columns = columns(size);
        this.rows = rows(size);
        this.terminal = make();
    }

    private static int columns(TerminalSize size) {
        return Math.max(size.columns(), ScreenTerminal.MIN_SIZE);
    }

    private static int rows(TerminalSize size) {
        return Math.max(size.rows(), ScreenTerminal.MIN_SIZE);
    }

    private ScreenTerminal make() {
        ScreenTerminal made = maker.get();
        made.setSize(Size.of(columns, rows));
        return made;
    }

    int columns() {
        return columns;
    }

    void resize(TerminalSize size) {
        columns = columns(size);
        rows = rows(size);
        guard(() -> {
            forgetHistory();
            terminal.setSize(Size.of(columns, rows));
        });
    }

    void wrap(boolean automatically) {
        wraps = automatically;
        write(automatically ? "\u001b[?7h" : "\u001b[?7l");
    }

    /** Hands a control character or sequence over, and returns the answer to it, mostly none. */
    String write(String control) {
        return guard(() -> {
            terminal.write(control);
            if (terminal.getHistorySize() > MOST_HISTORY) {
                forgetHistory();
            }
        });
    }

    /**
     * Hands something over that moves the cursor or changes what is around it. Terminals forget then that the row was full and
     * that the next character begins another; the emulator does so only where the column is set.
     */
    void move(String control) {
        write(control);
        write("\u001b[" + (cursor()[0] + 1) + "G");
    }

    private void forgetHistory() {
        terminal.write("\u001b[3J");
    }

    /** Shows text. What takes no room is put into the character before it or left out: here it would take that of the next. */
    void show(String text) {
        String composed = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        composed.codePoints().forEach(this::show);
    }

    private void show(int point) {
        int width = hasNoForm(point) ? 0 : WCWidth.wcwidth(point);
        if (width > 1 && wraps && cursor()[0] == columns - 1) {
            write("\r\n"); // A wide character that does not fit into the row begins the next.
        }
        if (width > 0) {
            write(Character.toString(point));
        }
    }

    private static boolean hasNoForm(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private String guard(Runnable act) {
        try {
            act.run();
            return terminal.read();
        } catch (RuntimeException e) {
            log.warn("The virtual screen has failed and begins anew", e);
            terminal = make();
            return "";
        }
    }

    /** Column and row. */
    int[] cursor() {
        int[] cursor = new int[2];
        terminal.dump(new long[0], 0, 0, 0, columns, cursor);
        return cursor;
    }

    List<String> lines() {
        long[] cells = new long[columns * rows];
        terminal.dump(cells, null);
        List<String> lines = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            lines.add(line(cells, row * columns));
        }
        return lines;
    }

    private String line(long[] cells, int from) {
        StringBuilder line = new StringBuilder(columns);
        boolean wide = false;
        for (int i = from; i < from + columns; i++) {
            int point = ScreenTerminal.cellCodePoint(cells[i]);
            if (point != 0) {
                line.appendCodePoint(point);
            } else if (!wide) {
                line.append(' '); // The second half of a wide character whose first was overwritten.
            }
            wide = point != 0 && WCWidth.wcwidth(point) > 1;
        }
        return line.toString().stripTrailing();
    }
}
