package io.gitcortex.core.terminal.attach;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What goes over the socket: a kind (one byte), a length (two bytes), that many bytes.
 *
 * @param kind what it is
 * @param content its bytes, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Frame(Kind kind, byte[] content) {
    /** What the length can say. */
    static final int MAX = 0xffff;

    private static final int HEAD = 3;

    /** What a frame says. The client says the first three, the server the others. */
    enum Kind {
        /** Which terminal the client wants, see {@link Hello}. */
        HELLO('h'),
        KEYS('k'),
        SIZE('s'),
        /** The session is the client's. */
        WELCOME('w'),
        /** No session of this process has that seat. */
        UNKNOWN('u'),
        /** It has, and the client cannot have it, for the reason in the content. */
        REFUSED('r'),
        OUTPUT('o'),
        /** Nothing follows, for the reason in the content. */
        ENDED('e');

        private final byte letter;

        Kind(char letter) {
            this.letter = (byte) letter;
        }

        private static Optional<Kind> of(byte letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    Frame {
        if (content.length > MAX) {
            throw new IllegalArgumentException("A frame has at most " + MAX + " bytes, not " + content.length);
        }
    }

    static Frame of(Kind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    ByteBuffer encoded() {
        return ByteBuffer.allocate(HEAD + content.length)
                .put(kind.letter)
                .putShort((short) content.length)
                .put(content)
                .flip();
    }

    /**
     * Takes a frame out of what has come.
     *
     * @return empty if it has not come whole
     * @throws BadFrameException if it is none
     */
    static Optional<Frame> decode(ByteBuffer come) throws BadFrameException {
        if (come.remaining() < HEAD) {
            return Optional.empty();
        }
        int at = come.position();
        Kind kind = Kind.of(come.get(at)).orElseThrow(BadFrameException::new);
        int length = come.getShort(at + 1) & MAX;
        if (come.remaining() < HEAD + length) {
            return Optional.empty();
        }
        byte[] content = new byte[length];
        come.position(at + HEAD).get(content);
        return Optional.of(new Frame(kind, content));
    }

    /** The other side does not speak this protocol, or another version of it. */
    static final class BadFrameException extends java.io.IOException {
        private static final long serialVersionUID = 1L;

        BadFrameException() {
            super("The other side says what is not understood; is it another version of GitCortex?");
        }
    }
}
