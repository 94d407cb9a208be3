package io.gitcortex.core.git;

/** Lines up to a number of characters, and then how many are left out. Not thread-safe. */
final class ClippedLines {
    private static final int ROOM_FOR_THE_REST = 32;

    private final int maxChars;
    private final int expected;
    private final StringBuilder text = new StringBuilder();
    private int taken;

    ClippedLines(int maxChars, int expected) {
        if (maxChars < ROOM_FOR_THE_REST + 8) {
            throw new IllegalArgumentException("A summary needs at least " + (ROOM_FOR_THE_REST + 8) + " characters");
        }
        this.maxChars = maxChars;
        this.expected = expected;
    }

    /** Whether there was room for it. */
    boolean add(String line) {
        int reserved = taken + 1 < expected ? ROOM_FOR_THE_REST : 0;
        if (text.length() + line.length() + 1 + reserved > maxChars) {
            return false;
        }
        text.append(line).append('\n');
        taken++;
        return true;
    }

    String text() {
        return taken == expected ? text.toString() : text + "... and " + (expected - taken) + " more files\n";
    }
}
