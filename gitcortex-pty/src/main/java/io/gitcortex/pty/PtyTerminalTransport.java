package io.gitcortex.pty;

import com.pty4j.unix.PtyHelpers;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.gitcortex.model.SessionId;
import io.gitcortex.spi.PluginException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Sessions in pseudo-terminals of the operating system, on Linux and macOS.
 *
 * <p>A session costs two threads: one that pty4j waits for the process with, and one that drains the output. When a process
 * has ended, its terminal's descriptors are released a quarter of a second later.
 *
 * <p>The processes of a session are found by {@link TerminalSpec#SESSION_VARIABLE} in their environment and by descent. One
 * that has cleared its environment, called setsid, and outlived every ancestor in the session before the session was ended
 * cannot be found.
 *
 * <p>Thread-safe.
 */
public final class PtyTerminalTransport implements TerminalTransport {
    private static final Duration REAP_GRACE = Duration.ofSeconds(2);

    private final PtyLauncher launcher;
    private final ProcessTable table;
    private final Map<SessionId, PtySession> sessions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PtyTerminalTransport(PtyLauncher launcher, ProcessTable table) {
        this.launcher = launcher;
        this.table = table;
    }

    /**
     * A transport without sessions. Loads native code, once in the life of the JVM.
     *
     * @return a new transport, which the caller closes
     * @throws PluginException if pseudo-terminals cannot be used on this machine; the message says the way out
     */
    public static PtyTerminalTransport create() {
        return new PtyTerminalTransport(systemLauncher(), ProcessTable.ofThisHost());
    }

    static PtyLauncher systemLauncher() {
        try {
            if (Platform.isWindows()) {
                throw new PluginException(
                        "Pseudo-terminals are supported on Linux and macOS only; on Windows run the host"
                                + " application in WSL, or give the builder a terminal transport of your own");
            }
            // The JDK then sees to it that a child's exit code can be asked for, whatever this JVM was started with.
            ProcessHandle.current().children().close();
            checkExecutor();
            Libc libc = Libc.load();
            Charset charset = Charset.forName(Native.getDefaultStringEncoding());
            return spec -> PtyDevice.open(Launch.of(spec, charset), libc);
        } catch (PluginException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) {
            throw cannotLoad(e);
        }
    }

    private static PluginException cannotLoad(Throwable failure) {
        // A module that only automatic modules use is not loaded unless it is named, and pty4j is an automatic module.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoClassDefFoundError
                    && String.valueOf(cause.getMessage()).startsWith("kotlin/")) {
                return new PluginException(
                        "The Kotlin library that pty4j needs is not loaded; on the module path, start Java with --add-modules"
                                + " kotlin.stdlib; on the class path, add the dependency org.jetbrains.kotlin:kotlin-stdlib",
                        failure);
            }
        }
        return new PluginException(
                "The native code of pty4j cannot be loaded; let the JVM write and execute files in its temporary directory,"
                        + " or name another one with -Djna.tmpdir and -Dpty4j.tmpdir, or give the builder a terminal"
                        + " transport of your own",
                failure);
    }

    /** Any call of the native library will do: pty4j only logs it if that cannot be loaded. */
    private static void checkExecutor() {
        try {
            Object ignored = PtyHelpers.getWinSize(-1, null);
        } catch (IOException e) {
            // As it should be: there is no descriptor -1.
            return;
        }
        throw new IllegalStateException("pty4j has found a terminal where there is none");
    }

    @Override
    public TerminalSession open(TerminalSpec spec) throws InterruptedException {
        checkOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before session " + spec.sessionId() + " was opened");
        }
        PtySession session = new PtySession(spec, launcher, table, closing -> sessions.remove(closing.id(), closing));
        if (sessions.putIfAbsent(spec.sessionId(), session) != null) {
            throw new TerminalException(
                    "Session " + spec.sessionId() + " is open already; close it first, or choose another id");
        }
        boolean opened = false;
        try {
            session.open();
            opened = true;
        } finally {
            if (!opened) {
                sessions.remove(spec.sessionId(), session);
            }
        }
        if (closed) {
            session.close();
            checkOpen();
        }
        return session;
    }

    @Override
    public int reap(Collection<SessionId> ids) throws InterruptedException {
        checkOpen();
        Set<String> left = ids.stream()
                .filter(id -> !sessions.containsKey(id))
                .map(SessionId::value)
                .collect(Collectors.toSet());
        return left.isEmpty()
                ? 0
                : new ProcessTree(SessionProcesses.left(table, left), "sessions " + left).end(REAP_GRACE);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This terminal transport is closed; create another");
        }
    }

    @Override
    public void close() {
        closed = true;
        TerminalException failure = null;
        for (PtySession session : Set.copyOf(sessions.values())) {
            try {
                session.close();
            } catch (TerminalException e) {
                // The others must be closed all the same.
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
