package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalOutput;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest output of a session, under the offsets that it had in the whole of it, and its end. One writer, any number of readers, none
 * of which can hold the writer up.
 *
 * <p>Thread-safe.
 */
final class OutputRing {
    /** How much is kept. */
    static final int CAPACITY = 256 * 1024;

    private static final int FIRST_ALLOCATION = 8 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Grows up to CAPACITY: most sessions are quiet, and there may be many. The byte of offset n lies at n %
    // kept.length.
    private byte[] kept = new byte[FIRST_ALLOCATION];
    private long end;

    // Set together with the end of the output: who has seen the one sees the other.
    private @Nullable Integer exitCode;

    /** Adds a piece. Never waits for a reader. */
    void append(byte[] source, int length) {
        lock.lock();
        try {
            grow(length);
            int skipped = Math.max(0, length - kept.length);
            copyIn(source, skipped, length - skipped, end + skipped);
            end += length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing follows, and how the process ended. */
    void end(int code) {
        lock.lock();
        try {
            exitCode = code;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link io.gitcortex.terminal.TerminalSession#read}. */
    TerminalOutput read(long offset, int maxBytes, Duration timeout) throws InterruptedException {
        if (offset < 0 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "Output is read from offset 0 or later, 1 byte or more, not from " + offset + ", " + maxBytes);
        }
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (offset >= end && exitCode == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return piece(offset, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    private TerminalOutput piece(long offset, int maxBytes) {
        if (offset >= end) {
            return TerminalOutput.of(offset, new byte[0], exitCode != null);
        }
        long from = Math.max(offset, end - Math.min(end, kept.length));
        int length = (int) Math.min(maxBytes, end - from);
        byte[] bytes = new byte[length];
        int index = (int) (from % kept.length);
        int first = Math.min(length, kept.length - index);
        System.arraycopy(kept, index, bytes, 0, first);
        System.arraycopy(kept, 0, bytes, first, length - first);
        return TerminalOutput.of(from, bytes, exitCode != null && from + length == end);
    }

    private void grow(int coming) {
        if (end + coming <= kept.length || kept.length == CAPACITY) {
            return;
        }
        int wanted = kept.length;
        while (wanted < CAPACITY && wanted < end + coming) {
            wanted *= 2;
        }
        // Until it has its full length the ring has never wrapped around: what it holds begins at offset 0.
        byte[] larger = new byte[wanted];
        System.arraycopy(kept, 0, larger, 0, (int) end);
        kept = larger;
    }

    private void copyIn(byte[] source, int from, int length, long offset) {
        int index = (int) (offset % kept.length);
        int first = Math.min(length, kept.length - index);
        System.arraycopy(source, from, kept, index, first);
        System.arraycopy(source, from + first, kept, 0, length - first);
    }

    /** How many bytes have come, for log lines. */
    long total() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** How the process ended, or empty before the end of the output. */
    OptionalInt exitCode() {
        lock.lock();
        try {
            return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
        } finally {
            lock.unlock();
        }
    }

    /** Waits, at most so long, for the end. */
    OptionalInt awaitExit(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (exitCode == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return exitCode();
        } finally {
            lock.unlock();
        }
    }
}
