package io.gitcortex.examples.runner;

import java.util.function.Consumer;

/** Makes lines of pieces of text. Not thread-safe. */
final class Lines {
    /** A line that is longer is printed in parts. */
    private static final int LONGEST = 64 * 1024;

    private final Consumer<String> printer;
    private final StringBuilder rest = new StringBuilder();

    Lines(Consumer<String> printer) {
        this.printer = printer;
    }

    void add(String piece) {
        rest.append(piece);
        int end = rest.lastIndexOf("\n");
        if (end < 0 && rest.length() > LONGEST) {
            end();
        } else if (end >= 0) {
            printer.accept(rest.substring(0, end));
            rest.delete(0, end + 1);
        }
    }

    /** Prints what no line feed has ended. */
    void end() {
        if (!rest.isEmpty()) {
            printer.accept(rest.toString());
            rest.setLength(0);
        }
    }
}
