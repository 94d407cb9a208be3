package io.gitcortex.pty;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.PtyHelpers;
import com.pty4j.unix.UnixPtyProcess;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import io.gitcortex.terminal.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * A process and the master side of its pseudo-terminal.
 *
 * <p>Thread-safe, save that one thread reads, and closes when it has read enough.
 */
final class PtyDevice {
    /** As much as the kernel hands over at once. */
    static final int BUFFER = 8 * 1024;

    /** For a terminal, a pipe, and what others may open at the same time. */
    private static final int DESCRIPTORS_NEEDED = 16;

    private static final Path ANY_FILE = Path.of("/dev/null");

    private static final int LARGEST_WRITE = 64 * 1024;

    private final UnixPtyProcess process;
    private final Libc libc;
    private final int descriptor;
    private final InputStream input;

    /** Held while the descriptor is used other than for reading: once closed, its number may be another session's. */
    private final Object descriptorLock = new Object();

    private boolean closed;

    private PtyDevice(UnixPtyProcess process, Libc libc) {
        this.process = process;
        this.libc = libc;
        this.descriptor = process.getPty().getMasterFD();
        this.input = process.getInputStream();
    }

    static PtyDevice open(Launch launch, Libc libc) throws IOException {
        checkRoom();
        PtyProcess process = new PtyProcessBuilder(launch.command().toArray(new String[0]))
                .setDirectory(launch.directory().toString())
                .setEnvironment(launch.environment())
                .setInitialColumns(launch.size().columns())
                .setInitialRows(launch.size().rows())
                .start();
        PtyDevice device = new PtyDevice((UnixPtyProcess) process, libc);
        if (device.descriptor < 0) {
            // Somebody has taken the last one since.
            process.destroyForcibly();
            throw new IOException("no pseudo-terminal is left");
        }
        int flags = libc.fcntl(device.descriptor, Libc.F_GETFL);
        libc.fcntl(device.descriptor, Libc.F_SETFL, flags | Libc.nonBlocking());
        return device;
    }

    /**
     * pty4j does not notice that there is no terminal or no descriptor left: it goes on with descriptors that are none, and leaves
     * a copy of this JVM behind instead of the program. So this is found out beforehand.
     */
    private static void checkRoom() throws IOException {
        int terminal = PtyHelpers.getInstance().getpt();
        if (terminal < 0) {
            throw new IOException(
                    "no pseudo-terminal or file descriptor is left; close sessions or files, or raise the limit");
        }
        int ignored = PtyHelpers.getInstance().close(terminal);
        Deque<InputStream> reserve = new ArrayDeque<>();
        try {
            while (reserve.size() < DESCRIPTORS_NEEDED) {
                reserve.push(Files.newInputStream(ANY_FILE));
            }
        } catch (IOException e) {
            throw new IOException("no file descriptor is left; close sessions or files, or raise the limit", e);
        } finally {
            while (!reserve.isEmpty()) {
                reserve.pop().close();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits for output. Wakes up at the latest when the process has ended.
     *
     * @return how many bytes there were, or -1 for none: the process has ended or has let its terminal go
     */
    int await(byte[] buffer) throws IOException {
        return input.read(buffer, 0, buffer.length);
    }

    /**
     * Takes what there is. Does not wait.
     *
     * @return how many bytes there were, 0 if there may be more later, -1 if nobody has the terminal open any more
     */
    int take(byte[] buffer) {
        int count = libc.read(descriptor, buffer, new NativeLong(buffer.length)).intValue();
        return count > 0 ? count : count < 0 && canTryAgain() ? 0 : -1;
    }

    /**
     * Gives what there is room for. Does not wait.
     *
     * @return how many bytes were taken, 0 if there may be room later, -1 if nobody has the terminal open any more
     */
    int write(byte[] bytes, int from) {
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LARGEST_WRITE));
        synchronized (descriptorLock) {
            if (closed) {
                return -1;
            }
            int count =
                    libc.write(descriptor, piece, new NativeLong(piece.length)).intValue();
            return count >= 0 ? count : canTryAgain() ? 0 : -1;
        }
    }

    private static boolean canTryAgain() {
        int error = Native.getLastError();
        return error == Libc.tryAgain() || error == Libc.EINTR;
    }

    /** How the process ended, or empty while it lives. */
    OptionalInt exitCode() {
        try {
            return OptionalInt.of(process.exitValue());
        } catch (IllegalThreadStateException e) {
            return OptionalInt.empty();
        }
    }

    /** Gives the screen another size; false if the terminal is closed already. */
    boolean resize(TerminalSize size) {
        synchronized (descriptorLock) {
            if (!closed) {
                process.setWinSize(new WinSize(size.columns(), size.rows()));
            }
            return !closed;
        }
    }

    /** SIGKILL to the process and its group, without a look at who they are: for a process that is not waited for yet. */
    void kill() {
        if (exitCode().isEmpty()) {
            process.destroyForcibly();
        }
    }

    /** For the thread that reads: no other may be in {@link #await} or {@link #take}. */
    void close() throws IOException {
        synchronized (descriptorLock) {
            if (!closed) {
                closed = true;
                input.close();
            }
        }
    }
}
