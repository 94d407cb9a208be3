package io.gitcortex.testkit.terminal;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A session that a {@link FakeProgram} plays. Thread-safe. */
final class FakeSession implements TerminalSession {
    private static final int KILLED = 137;

    private final FakeTerminal terminal;
    private final ProcessIdentity process;
    private final FakeProgram program;
    private final Consumer<FakeSession> whenClosed;

    /** Held while the program is called: it hears of one thing at a time. */
    private final ReentrantLock turn = new ReentrantLock(true);

    FakeSession(FakeTerminal terminal, ProcessIdentity process, FakeProgram program, Consumer<FakeSession> whenClosed) {
        this.terminal = terminal;
        this.process = process;
        this.program = program;
        this.whenClosed = whenClosed;
    }

    void start() {
        turn.lock();
        try {
            program.start(terminal);
        } finally {
            turn.unlock();
        }
    }

    FakeTerminal terminal() {
        return terminal;
    }

    @Override
    public SessionId id() {
        return terminal.spec().sessionId();
    }

    @Override
    public ProcessIdentity process() {
        return process;
    }

    @Override
    public void write(byte[] bytes, Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout of a write must be positive, not " + timeout);
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        if (!turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TerminalException(
                    "Session " + id() + " took 0 of " + bytes.length + " bytes: others write to it");
        }
        try {
            terminal.type(bytes, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            program.input(terminal, bytes.clone());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public TerminalOutput read(long offset, int maxBytes, Duration timeout) throws InterruptedException {
        return terminal.read(offset, maxBytes, timeout);
    }

    @Override
    public OptionalInt exitCode() {
        return terminal.exitCode();
    }

    @Override
    public OptionalInt awaitExit(Duration timeout) throws InterruptedException {
        return terminal.awaitExit(timeout);
    }

    @Override
    public void resize(TerminalSize size) {
        terminal.resize(size);
    }

    @Override
    public void end(Duration grace) throws InterruptedException {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("The grace must not be negative: " + grace);
        }
        // A write that waits for the program to read holds the turn; then there is nobody to be asked politely.
        boolean hasTurn = !grace.isZero() && turn.tryLock(grace.toNanos(), TimeUnit.NANOSECONDS);
        try {
            if (hasTurn && !terminal.hasExited()) {
                program.terminate(terminal);
            }
        } finally {
            if (hasTurn) {
                turn.unlock();
            }
            terminal.exit(KILLED);
        }
    }

    @Override
    public void close() {
        terminal.exit(KILLED);
        whenClosed.accept(this);
    }
}
