package io.gitcortex.core.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns what a terminal prints into plain text, piece by piece: UTF-8 is decoded across pieces, control sequences (ECMA-48,
 * section 5) and control characters but newline and tab are left out.
 *
 * <p>Not thread-safe.
 */
final class PlainText {
    private enum Mode {
        TEXT,
        ESCAPE,
        /** {@code ESC [}: parameters, then one final byte from 0x40 to 0x7e. */
        SEQUENCE,
        /** {@code ESC ]}, {@code ESC P} and the like: until BEL or {@code ESC \}. */
        STRING,
        STRING_ESCAPE,
        /** {@code ESC (} and the like: one more character. */
        CHARSET
    }

    private static final char CAN = 0x18;
    private static final char SUB = 0x1a;
    private static final char ESC = 0x1b;
    private static final char BEL = 0x07;
    private static final int MAX_UTF8_BYTES = 4;
    /** No title and no colour is this long; what is, was no control string, or lacks its end. */
    private static final int MAX_STRING = 4 * 1024;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] carried = new byte[0];
    private Mode mode = Mode.TEXT;
    private int inString;

    /** The text of the next piece. */
    String next(byte[] piece) {
        ByteBuffer in = ByteBuffer.allocate(carried.length + piece.length);
        in.put(carried).put(piece).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + MAX_UTF8_BYTES);
        decoder.decode(in, out, false);
        carried = new byte[in.remaining()];
        in.get(carried);
        StringBuilder text = new StringBuilder(out.flip().length());
        for (int i = 0; i < out.length(); i++) {
            accept(out.charAt(i), text);
        }
        return text.toString();
    }

    private void accept(char character, StringBuilder text) {
        if (character == CAN || character == SUB) {
            mode = Mode.TEXT; // Either ends whatever sequence it stands in, as in every terminal since the VT100.
            return;
        }
        switch (mode) {
            case TEXT -> inText(character, text);
            case ESCAPE -> mode = afterEscape(character);
            case SEQUENCE -> mode = character >= 0x40 && character <= 0x7e ? Mode.TEXT : Mode.SEQUENCE;
            case STRING -> mode = afterStringCharacter(character);
            case STRING_ESCAPE -> mode = character == '\\' ? Mode.TEXT : afterEscape(character);
            case CHARSET -> mode = Mode.TEXT;
        }
    }

    private void inText(char character, StringBuilder text) {
        if (character == ESC) {
            mode = Mode.ESCAPE;
        } else if (character == '\n' || character == '\t' || !Character.isISOControl(character)) {
            text.append(character);
        }
    }

    private Mode afterEscape(char character) {
        inString = 0;
        return switch (character) {
            case '[' -> Mode.SEQUENCE;
            case ']', 'P', 'X', '^', '_' -> Mode.STRING;
            case '(', ')', '*', '+', '#', '%' -> Mode.CHARSET;
            case ESC -> Mode.ESCAPE;
            default -> Mode.TEXT;
        };
    }

    private Mode afterStringCharacter(char character) {
        if (character == ESC) {
            return Mode.STRING_ESCAPE;
        }
        inString++;
        return character == BEL || inString > MAX_STRING ? Mode.TEXT : Mode.STRING;
    }
}
