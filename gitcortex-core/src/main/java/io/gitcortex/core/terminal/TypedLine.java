package io.gitcortex.core.terminal;

import io.gitcortex.terminal.TerminalException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text as it may be typed into a terminal: control characters would drive the program instead of telling it something, and a
 * line that is too long would be cut without a word.
 */
final class TypedLine {
    /** C0, DEL and C1 (ECMA-48, section 5): a terminal may take U+009B for the beginning of a sequence. */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F&&[^\\n\\t]]");
    /** What a terminal in its cooked mode takes in one line: N_TTY_BUF_SIZE of Linux, MAX_INPUT of macOS. */
    private static final int LIMIT =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? 1_023 : 4_095;

    private static final String PASTE_BEGINS = "\u001b[200~";
    private static final String PASTE_ENDS = "\u001b[201~";

    private TypedLine() {}

    /** A text without what would drive the program, and without blanks around it. */
    static String plain(String text) {
        return CONTROL.matcher(text.strip()).replaceAll("");
    }

    /** As it is pasted into a program that has asked for brackets around it (DECSET 2004). */
    static String pasted(String plain) {
        return PASTE_BEGINS + plain + PASTE_ENDS;
    }

    /** As one line: a break would submit what stands before it, a tab complete it. Empty if it is longer than a terminal takes. */
    static Optional<String> single(String plain) {
        String line = plain.replaceAll("\\s*[\\n\\t]\\s*", " ");
        return bytes(line) > LIMIT ? Optional.empty() : Optional.of(line);
    }

    private static int bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The bytes to type, with the Enter that ends them.
     *
     * @throws TerminalException if a line is longer than a terminal takes
     */
    static byte[] of(String text) {
        String plain = CONTROL.matcher(text).replaceAll("") + "\n";
        for (String line : plain.split("\n", -1)) {
            int bytes = bytes(line);
            if (bytes > LIMIT) {
                throw new TerminalException("A line of " + bytes + " bytes is longer than a terminal takes (" + LIMIT
                        + "); nothing was typed");
            }
        }
        return plain.getBytes(StandardCharsets.UTF_8);
    }
}
