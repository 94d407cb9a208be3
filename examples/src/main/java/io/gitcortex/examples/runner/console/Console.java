package io.gitcortex.examples.runner.console;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the runner's words go. On a terminal the last line is alive: it says what goes on, and other lines move up above it.
 *
 * <p>What is printed may come from an agent, so control characters are never passed on to a terminal. Thread-safe.
 */
public final class Console {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final int DEFAULT_COLUMNS = 80;

    private final Object lock = new Object();
    private final PrintStream out;
    private final PrintStream err;
    private final Style style;
    private String live = "";

    /** A console on these streams, which stay the caller's to close. */
    public Console(PrintStream out, PrintStream err, Style style) {
        this.out = out;
        this.err = err;
        this.style = style;
    }

    /**
     * What the output is.
     *
     * @param isTerminal true if a person watches
     * @param isColoured true if the person wants colours
     * @param columns how wide the terminal is
     * @param program how the runner was called, for hints that can be pasted
     */
    public record Style(boolean isTerminal, boolean isColoured, int columns, String program) {
        /** Plain lines, as in a file. */
        public static final Style PLAIN = new Style(false, false, DEFAULT_COLUMNS, "./gitcortex");

        /**
         * The style that the launcher has found out: only a shell can tell what standard output is, on every JDK.
         *
         * @param environment looked at for {@code NO_COLOR} (no-color.org) and {@code TERM}
         */
        static Style ofProcess(Map<String, String> environment) {
            boolean terminal = Boolean.getBoolean("gitcortex.terminal")
                    && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
            boolean coloured =
                    terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
            int columns = Integer.getInteger("gitcortex.columns", DEFAULT_COLUMNS);
            return new Style(terminal, coloured, columns, startedAs());
        }

        /** As a person may paste it: a clone may lie in a directory whose name has blanks. */
        private static String startedAs() {
            String program = System.getProperty("gitcortex.program", PLAIN.program());
            return ShellWord.of(ProgramName.of(program, Path.of("").toAbsolutePath()));
        }
    }

    /** The console of this process. */
    @SuppressWarnings("SystemOut") // This is the one place that prints.
    public static Console ofProcess() {
        return new Console(System.out, System.err, Style.ofProcess(System.getenv()));
    }

    /** What the output is. */
    public Style style() {
        return style;
    }

    /** Prints a text, of one line or more. */
    public void line(String text) {
        line(Tone.PLAIN, text);
    }

    /** Prints a text in a tone. */
    public void line(Tone tone, String text) {
        print(out, tone, text);
    }

    /** Prints a text to standard error. */
    public void error(String text) {
        print(err, Tone.BAD, text);
    }

    private void print(PrintStream stream, Tone tone, String text) {
        synchronized (lock) {
            erase();
            for (String line : text.split("\n", -1)) {
                String safe = printable(line);
                stream.println(style.isColoured() ? tone.colour(safe) : safe);
            }
            stream.flush();
            draw();
        }
    }

    /** Says what goes on, on a terminal; an empty text ends that. */
    public void live(String text) {
        synchronized (lock) {
            if (!style.isTerminal()) {
                return;
            }
            String next = clip(printable(text));
            if (!next.equals(live)) {
                erase();
                live = next;
                draw();
            }
        }
    }

    private void erase() {
        if (!live.isEmpty()) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private void draw() {
        if (!live.isEmpty()) {
            out.print(style.isColoured() ? Tone.QUIET.colour(live) : live);
            out.flush();
        }
    }

    /** A line as wide as the terminal would wrap, and could not be erased. */
    private String clip(String text) {
        int width = Math.max(1, style.columns() - 1);
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, width));
    }

    private static String printable(String line) {
        StringBuilder safe = new StringBuilder(line.length());
        line.codePoints().filter(point -> point != '\r').forEach(point -> {
            boolean shown = point == '\t' || !Character.isISOControl(point);
            safe.appendCodePoint(shown ? point : '?');
        });
        return safe.toString();
    }
}
