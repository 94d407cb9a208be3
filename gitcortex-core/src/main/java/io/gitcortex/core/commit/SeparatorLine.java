package io.gitcortex.core.commit;

import io.gitcortex.model.CommitMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A line that holds {@code ---METADATA---} alone. Lines end with a line feed, as git sees them; everything up to U+0020
 * counts as blank, a carriage return too. The helper script has the same rule.
 *
 * @param start where the line begins
 * @param end where the next line begins, or the length of the message
 */
record SeparatorLine(int start, int end) {
    /** The first separator line at or after {@code from}, which must be the beginning of a line; null if there is none. */
    static @Nullable SeparatorLine next(String message, int from) {
        int at = message.indexOf(CommitMetadata.SEPARATOR, from);
        while (at >= 0) {
            int start = skipBlanksBack(message, at);
            int end = skipBlanks(message, at + CommitMetadata.SEPARATOR.length());
            boolean begins = start == 0 || message.charAt(start - 1) == '\n';
            boolean ends = end == message.length() || message.charAt(end) == '\n';
            if (begins && ends) {
                return new SeparatorLine(start, Math.min(end + 1, message.length()));
            }
            at = message.indexOf(CommitMetadata.SEPARATOR, at + 1);
        }
        return null;
    }

    /** The number of this line, counted from 1. */
    int numberIn(String message) {
        return 1
                + (int) message.substring(0, start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static int skipBlanksBack(String message, int from) {
        int at = from;
        while (at > 0 && isBlank(message.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int skipBlanks(String message, int from) {
        int at = from;
        while (at < message.length() && isBlank(message.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' && c != '\n';
    }
}
