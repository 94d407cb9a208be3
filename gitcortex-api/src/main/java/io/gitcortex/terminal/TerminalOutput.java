package io.gitcortex.terminal;

import java.util.Objects;

/**
 * A piece of what a session has written.
 *
 * @param offset where the piece begins, counted in bytes from the session's start. Above what was asked for if older
 *     output is gone: a gap.
 * @param bytes the piece, raw; empty if nothing came in time. Not copied: neither side changes it.
 * @param ended true if nothing can follow the end of this piece: the process is dead and all it wrote has been read
 */
public record TerminalOutput(long offset, byte[] bytes, boolean ended) {
    public TerminalOutput {
        Objects.requireNonNull(bytes, "bytes");
        if (offset < 0) {
            throw new IllegalArgumentException("An offset is not negative: " + offset);
        }
    }

    /**
     * Where the next piece begins.
     *
     * @return the offset to ask for next
     */
    public long nextOffset() {
        return offset + bytes.length;
    }
}
