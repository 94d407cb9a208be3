package io.gitcortex.core.commit;

/** How much the parser reads. Sizes are those of the text in UTF-8, as git keeps it. */
final class Limits {
    static final int MESSAGE_BYTES = 1024 * 1024;
    static final int BLOCK_BYTES = 64 * 1024;
    static final int VALUE_BYTES = 16 * 1024;
    static final int NESTING = 8;

    /** No character of a Java string takes more bytes than this. */
    private static final int MOST_BYTES_PER_CHAR = 3;

    private Limits() {}

    static boolean exceeds(String text, int maxBytes) {
        return text.length() > maxBytes
                || (text.length() > maxBytes / MOST_BYTES_PER_CHAR && utf8Length(text) > maxBytes);
    }

    /** Counts a lone surrogate as the three bytes that it would take, did UTF-8 allow it. */
    static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
