package io.gitcortex.openai;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of what an endpoint said in error what it must not repeat: our key and our messages, whole or in pieces. Some
 * endpoints quote the request that they refuse.
 */
final class Redaction {
    static final int MOST_BYTES = 2048;

    /** Pieces of a key as long as this are blanked; shorter ones tell nobody anything. */
    private static final int PIECE_OF_KEY = 8;
    /** Long enough that ordinary words of an error are left alone, short enough that no line of a message gets through. */
    private static final int PIECE_OF_MESSAGE = 16;
    /** A message of "go" or "1" is in every error; to blank it would say more than to leave it. */
    private static final int SHORTEST_MESSAGE = 4;

    private final @Nullable Secret key;

    Redaction(@Nullable Secret key) {
        this.key = key;
    }

    /** What may be shown of {@code said}: on one line, and at most 2 KiB of UTF-8. */
    String apply(String said, LlmRequest request) {
        BitSet hidden = new BitSet(said.length());
        if (key != null) {
            key.use(text -> hide(said, text, PIECE_OF_KEY, hidden));
        }
        for (LlmMessage message : request.messages()) {
            if (message.content().length() >= SHORTEST_MESSAGE) {
                hide(said, message.content(), PIECE_OF_MESSAGE, hidden);
            }
        }
        return clip(blank(said, hidden));
    }

    private static BitSet hide(String said, String secret, int longestPiece, BitSet hidden) {
        int piece = Math.min(longestPiece, secret.length());
        if (piece == 0 || piece > said.length()) {
            return hidden;
        }
        // What was said is short, and a message may be a megabyte: its pieces are looked up, not the other way round.
        Set<String> pieces = piecesOf(said, piece);
        for (int i = 0; i + piece <= secret.length(); i++) {
            String candidate = secret.substring(i, i + piece);
            if (pieces.remove(candidate)) {
                hideAll(said, candidate, hidden);
            }
        }
        return hidden;
    }

    private static Set<String> piecesOf(String text, int length) {
        Set<String> pieces = new HashSet<>();
        for (int i = 0; i + length <= text.length(); i++) {
            pieces.add(text.substring(i, i + length));
        }
        return pieces;
    }

    private static void hideAll(String said, String piece, BitSet hidden) {
        for (int at = said.indexOf(piece); at >= 0; at = said.indexOf(piece, at + 1)) {
            hidden.set(at, at + piece.length());
        }
    }

    private static String blank(String said, BitSet hidden) {
        StringBuilder shown = new StringBuilder(said.length());
        for (int i = 0; i < said.length(); i++) {
            if (!hidden.get(i)) {
                shown.append(Character.isISOControl(said.charAt(i)) ? ' ' : said.charAt(i));
            } else if (i == 0 || !hidden.get(i - 1)) {
                shown.append("***");
            }
        }
        return shown.toString().strip();
    }

    private static String clip(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int end = MOST_BYTES;
        // Not in the middle of a character: its later bytes begin with the bits 10.
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
