package io.gitcortex.core.decide;

import java.nio.charset.StandardCharsets;

/** Lines that every terminal takes whole. */
public final class ShortLine {
    /** A terminal of macOS takes 1,024 bytes (MAX_INPUT), one of Linux 4,096; some is left for what stands around it. */
    static final int MAX_BYTES = 900;

    private static final String MORE = "...";

    private ShortLine() {}

    /** The line, or as much of it as fits, with three dots behind it. */
    public static String of(String line) {
        if (bytes(line) <= MAX_BYTES) {
            return line;
        }
        StringBuilder kept = new StringBuilder();
        int size = MORE.length();
        for (int point : line.codePoints().toArray()) {
            String next = Character.toString(point);
            size += bytes(next);
            if (size > MAX_BYTES) {
                break;
            }
            kept.append(next);
        }
        return kept + MORE;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
