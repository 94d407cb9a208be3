package io.gitcortex.core.git;

import io.gitcortex.model.CommitMetadata;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The message of a commit, as far as anybody reads it. A message of more than 1 MiB with a metadata block is refused for its
 * length, wherever the block stands. What is handed out of a longer one is longer than that too, and has a separator line
 * where the message has one, so that it is refused for the same reason.
 */
final class BoundedMessage {
    /** Of which the last may be half a pair. */
    static final int CHARACTERS = (1 << 20) + 2;

    private static final int MOST_BYTES_PER_CHARACTER = 4;
    private static final byte[] SEPARATOR = CommitMetadata.SEPARATOR.getBytes(StandardCharsets.US_ASCII);

    private BoundedMessage() {}

    /** Of a commit object as git stores it. */
    static String of(byte[] commit) {
        int begin = RawParseUtils.commitMessage(commit, 0);
        if (begin < 0) {
            return "";
        }
        int end = end(commit, begin);
        String text = RawParseUtils.decode(encoding(commit), commit, begin, end);
        if (end == commit.length && text.length() <= CHARACTERS) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(CHARACTERS - 1));
        String kept = text.substring(0, split ? CHARACTERS - 1 : CHARACTERS);
        return holdsSeparatorLine(commit, begin) ? kept + "\n" + CommitMetadata.SEPARATOR + "\n" : kept;
    }

    private static int end(byte[] commit, int begin) {
        int end = (int) Math.min(commit.length, begin + (long) MOST_BYTES_PER_CHARACTER * CHARACTERS);
        while (end < commit.length && (commit[end] & 0xC0) == 0x80) {
            end++; // In the middle of a character of UTF-8.
        }
        return end;
    }

    private static Charset encoding(byte[] commit) {
        try {
            return RawParseUtils.parseEncoding(commit);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean holdsSeparatorLine(byte[] commit, int begin) {
        int next = begin;
        while (next < commit.length) {
            int start = next;
            next = RawParseUtils.nextLF(commit, start);
            int end = next;
            while (end > start && isBlank(commit[end - 1])) {
                end--;
            }
            while (start < end && isBlank(commit[start])) {
                start++;
            }
            if (Arrays.equals(commit, start, end, SEPARATOR, 0, SEPARATOR.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(byte character) {
        return character >= 0 && character <= ' ';
    }
}
