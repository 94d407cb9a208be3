package io.gitcortex.testkit.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The side of a fake session that its process sees. Keeps the newest 256 KiB of output, so that readers see the gaps that a
 * real terminal leaves.
 *
 * <p>Thread-safe.
 */
public final class FakeTerminal {
    /** The exit code of a process that SIGTERM has ended. */
    static final int TERMINATED = 143;

    private static final int KEPT_BYTES = 256 * 1024;

    private final TerminalSpec spec;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();

    private byte[] output = new byte[0];
    private long outputOffset;
    private @Nullable Integer exitCode;
    private boolean reading = true;
    private TerminalSize size;

    FakeTerminal(TerminalSpec spec) {
        this.spec = spec;
        this.size = spec.size();
    }

    /**
     * What the session was opened as.
     *
     * @return the specification
     */
    public TerminalSpec spec() {
        return spec;
    }

    /**
     * What the process sees of its environment.
     *
     * @return the specification's variables and {@link TerminalSpec#SESSION_VARIABLE}; unmodifiable
     */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.put(TerminalSpec.SESSION_VARIABLE, spec.sessionId().value());
        return Map.copyOf(environment);
    }

    /**
     * The size of the screen.
     *
     * @return the newest one
     */
    public TerminalSize size() {
        return locked(() -> size);
    }

    /**
     * Prints a text, in UTF-8. After the exit it is lost.
     *
     * @param text what to print; line ends are printed as they are
     */
    public void print(String text) {
        print(text.getBytes(UTF_8));
    }

    /**
     * Prints bytes. After the exit they are lost.
     *
     * @param bytes what to print; copied
     */
    public void print(byte[] bytes) {
        change(() -> {
            if (exitCode == null) {
                append(bytes);
            }
        });
    }

    /**
     * Exits. Only the first exit counts.
     *
     * @param code the exit code
     */
    public void exit(int code) {
        change(() -> exitCode = exitCode == null ? Integer.valueOf(code) : exitCode);
    }

    /** Reads no more: writes to the session run into their deadline. */
    public void stopReading() {
        change(() -> reading = false);
    }

    /** Reads again: writes that wait go on. */
    public void resumeReading() {
        change(() -> reading = true);
    }

    /**
     * All that was typed so far, and taken.
     *
     * @return a copy
     */
    public byte[] typed() {
        return locked(typed::toByteArray);
    }

    /**
     * Whether the process has exited.
     *
     * @return true after the first {@link #exit}
     */
    public boolean hasExited() {
        return exitCode().isPresent();
    }

    OptionalInt exitCode() {
        return locked(() -> exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode));
    }

    OptionalInt awaitExit(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (exitCode == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return exitCode();
        } finally {
            lock.unlock();
        }
    }

    void resize(TerminalSize newSize) {
        change(() -> {
            if (exitCode != null) {
                throw new TerminalException("Session " + spec.sessionId() + " has ended; its screen cannot be resized");
            }
            size = newSize;
        });
    }

    /** Takes what is typed as soon as the process reads, and not otherwise. */
    void type(byte[] bytes, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!reading && exitCode == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (exitCode != null || !reading) {
                throw new TerminalException("Session " + spec.sessionId() + " took 0 of " + bytes.length + " bytes: "
                        + (exitCode != null ? "it has ended" : "its process did not read within " + timeout));
            }
            typed.writeBytes(bytes);
        } finally {
            lock.unlock();
        }
    }

    TerminalOutput read(long offset, int maxBytes, Duration timeout) throws InterruptedException {
        if (offset < 0 || maxBytes < 1) {
            throw new IllegalArgumentException("Not a piece of output: " + maxBytes + " bytes from " + offset);
        }
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (offset >= end() && exitCode == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return piece(offset, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    private TerminalOutput piece(long offset, int maxBytes) {
        long from = Math.max(offset, outputOffset);
        int length = (int) Math.max(0, Math.min(maxBytes, end() - from));
        byte[] bytes = new byte[length];
        System.arraycopy(output, (int) Math.min(output.length, from - outputOffset), bytes, 0, length);
        return TerminalOutput.of(from, bytes, exitCode != null && from + length >= end());
    }

    private long end() {
        return outputOffset + output.length;
    }

    private void append(byte[] bytes) {
        int kept = Math.min(output.length, Math.max(0, KEPT_BYTES - bytes.length));
        int added = Math.min(bytes.length, KEPT_BYTES);
        byte[] next = new byte[kept + added];
        System.arraycopy(output, output.length - kept, next, 0, kept);
        System.arraycopy(bytes, bytes.length - added, next, kept, added);
        outputOffset = end() + bytes.length - next.length;
        output = next;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
