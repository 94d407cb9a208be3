package io.gitcortex.core.worktree;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a program to its end, or to a deadline: bounded output, and nothing of its process tree left where it did not end. */
final class ChildProcess {
    /** In the environment of a child and of all its descendants, so that those who left the tree are found. */
    static final String MARK = "GITCORTEX_CHILD";

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final ProcessBuilder builder;
    private final CapturedOutput output;
    private final CapturedOutput errors;
    private final String mark;

    /** The mark is nobody else's. */
    ChildProcess(ProcessBuilder builder, CapturedOutput output, CapturedOutput errors, String mark) {
        this.builder = builder;
        this.output = output;
        this.errors = errors;
        this.mark = mark;
        builder.environment().put(MARK, mark);
    }

    /**
     * Runs it.
     *
     * @param input one character for each byte
     * @param deadline for the whole run
     * @return what it ended with; empty if it was ended at the deadline
     */
    OptionalInt run(String input, Duration deadline) throws IOException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        Process process = builder.start();
        Thread out = pump("out", () -> drain(process.getInputStream(), output));
        Thread err = pump("err", () -> drain(process.getErrorStream(), errors));
        Thread in = pump("in", () -> feed(process.getOutputStream(), input));
        boolean ended = false;
        try {
            ended = process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!ended) {
                endTree(process);
            }
        }
        if (!joined(out, err, in)) {
            // Something in the background still holds the pipe: it is none that we asked for.
            endTree(process);
            joined(out, err, in);
        }
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** Ends what is left of it, also what went on in the background after it had ended. */
    void endRest() {
        ProcessTree.end(ProcessTree.marked(mark), mark);
    }

    private void endTree(Process process) {
        ProcessTree.end(ProcessTree.of(process.toHandle()), mark);
    }

    private static boolean joined(Thread... threads) throws InterruptedException {
        long end = System.nanoTime() + DRAIN.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    private Thread pump(String name, Runnable work) {
        Thread thread = new Thread(work, "gitcortex-child-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void drain(InputStream from, CapturedOutput into) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                into.add(buffer, n);
            }
        } catch (IOException e) {
            LOG.debug("The output of a child was cut off", e);
        }
    }

    private static void feed(OutputStream into, String input) {
        try (into) {
            into.write(input.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It ended without reading all: what it ended with tells the story.
            LOG.debug("A child did not read its input", e);
        }
    }
}
