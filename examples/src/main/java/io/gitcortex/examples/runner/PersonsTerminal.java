package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.terminal.TerminalSize;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The terminal that the runner was started in, lent to a session: keys go through as they are. It is what it was again on every
 * way out that a process can take part in.
 */
final class PersonsTerminal implements AutoCloseable {
    /** Whatever standard input and output are. */
    private static final File DEVICE = new File("/dev/tty");

    private static final Duration STTY = Duration.ofSeconds(5);
    private static final int MOST = 1_000;

    /**
     * Undoes what a program may have switched on and would have switched off itself: the other screen, margins, mice, focus,
     * brackets around what is pasted, keypads, colours, a hidden cursor.
     */
    private static final byte[] RESET = ("\u001b[?1049l\u001b[r\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l"
                    + "\u001b[?1004l\u001b[?2004l\u001b[?2026l\u001b[?1l\u001b>\u001b[?7h\u001b[?25h\u001b(B\u000f\u001b[0m\r\u001b[K")
            .getBytes(StandardCharsets.US_ASCII);

    private final FileInputStream keys;
    private final FileOutputStream screen;
    private final String before;
    private final AtomicBoolean lent = new AtomicBoolean();
    private final Thread restorer = new Thread(this::restore, "gitcortex-restore-terminal");

    private PersonsTerminal(FileInputStream keys, FileOutputStream screen, String before) {
        this.keys = keys;
        this.screen = screen;
        this.before = before;
    }

    static PersonsTerminal open() {
        try {
            String before = stty("-g");
            return new PersonsTerminal(new FileInputStream(DEVICE), new FileOutputStream(DEVICE), before);
        } catch (IOException e) {
            throw new GitCortexException(
                    "A session can be taken over from a terminal only, and this process has none: " + e.getMessage(),
                    e);
        }
    }

    /** How large it is now. */
    TerminalSize size() {
        try {
            String[] numbers = stty("size").split(" ", -1); // Rows, then columns.
            int rows = Integer.parseInt(numbers[0]);
            int columns = Integer.parseInt(numbers[1]);
            return rows < 1 || columns < 1
                    ? TerminalSize.DEFAULT // It does not say.
                    : new TerminalSize(Math.min(columns, MOST), Math.min(rows, MOST));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new GitCortexException("The size of the terminal is not known: " + e.getMessage(), e);
        }
    }

    /** Hands every key over as it is, until it is closed. */
    void lend() {
        Runtime.getRuntime().addShutdownHook(restorer);
        lent.set(true);
        try {
            stty("raw", "-echo");
        } catch (IOException e) {
            throw new GitCortexException("The terminal cannot be lent: " + e.getMessage(), e);
        }
    }

    /** Waits for keys; -1 if there is no terminal any more. */
    int read(byte[] typed) throws IOException {
        return keys.read(typed);
    }

    /** Prints while the terminal is lent. */
    void print(byte[] output) {
        try {
            if (lent.get()) {
                screen.write(output);
            }
        } catch (IOException e) {
            throw new GitCortexException("The terminal takes nothing: " + e.getMessage(), e);
        }
    }

    private void restore() {
        if (lent.getAndSet(false)) {
            try {
                screen.write(RESET);
                stty(before);
            } catch (IOException e) {
                throw new GitCortexException(
                        "The terminal is not what it was; 'stty sane' helps: " + e.getMessage(), e);
            }
        }
    }

    /** stty is everywhere where terminals are. Libraries ask the terminal questions and swallow keys that are no answers. */
    private static String stty(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(DEVICE)
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(STTY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("stty has not ended within " + STTY);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while stty ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Restores it. The input stays open: closing it would wait for the next key. */
    @Override
    public void close() {
        restore();
        try {
            screen.close();
            Runtime.getRuntime().removeShutdownHook(restorer);
        } catch (IllegalStateException e) {
            return; // The process ends already.
        } catch (IOException e) {
            throw new GitCortexException("The terminal could not be closed: " + e.getMessage(), e);
        }
    }
}
