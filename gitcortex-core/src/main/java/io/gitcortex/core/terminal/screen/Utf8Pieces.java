package io.gitcortex.core.terminal.screen;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 that comes in pieces, which may end inside a character. What is no UTF-8 becomes U+FFFD.
 *
 * <p>Not thread-safe.
 */
public final class Utf8Pieces {
    private static final int MAX_UTF8_BYTES = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] carried = new byte[0];

    /** The characters that the next piece completes. */
    public String next(byte[] piece) {
        ByteBuffer in = ByteBuffer.allocate(carried.length + piece.length);
        in.put(carried).put(piece).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + MAX_UTF8_BYTES);
        decoder.decode(in, out, false);
        carried = new byte[in.remaining()];
        in.get(carried);
        return out.flip().toString();
    }
}
