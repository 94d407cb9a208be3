package io.gitcortex.terminal;

/**
 * A piece of what a session has written.
 *
 * <p>Immutable.
 */
public final class TerminalOutput {
    private final long offset;
    private final byte[] bytes;
    private final boolean ended;

    private TerminalOutput(long offset, byte[] bytes, boolean ended) {
        this.offset = offset;
        this.bytes = bytes;
        this.ended = ended;
    }

    /**
     * A piece of output.
     *
     * @param offset where it begins, counted in bytes from the session's start
     * @param bytes the piece, raw; copied
     * @param ended true if nothing can follow
     * @return the piece
     * @throws IllegalArgumentException if the offset is negative
     */
    public static TerminalOutput of(long offset, byte[] bytes, boolean ended) {
        if (offset < 0) {
            throw new IllegalArgumentException("An offset is not negative: " + offset);
        }
        return new TerminalOutput(offset, bytes.clone(), ended);
    }

    /**
     * Where the piece begins. Above what was asked for if older output is gone: a gap.
     *
     * @return an offset, counted in bytes from the session's start
     */
    public long offset() {
        return offset;
    }

    /**
     * Where the next piece begins.
     *
     * @return the offset to ask for next
     */
    public long nextOffset() {
        return offset + bytes.length;
    }

    /**
     * The piece.
     *
     * @return a copy of the raw bytes; empty if nothing came in time
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Whether nothing can follow the end of this piece.
     *
     * @return true if the process is dead, and all it wrote up to the end of this piece has been given out
     */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public String toString() {
        return "TerminalOutput[" + offset + " to " + nextOffset() + (ended ? ", ended]" : "]");
    }
}
