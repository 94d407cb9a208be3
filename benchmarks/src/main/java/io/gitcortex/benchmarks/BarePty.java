package io.gitcortex.benchmarks;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The peer: pty4j and a loop that reads and forgets. Thread-safe. */
final class BarePty implements AutoCloseable {
    /** Earlier, and pty4j 0.13 may write into somebody else's descriptor. */
    private static final Duration CLOSE_DELAY = Duration.ofMillis(250);

    private final PtyProcess process;
    private final Thread reader;
    private volatile long total;
    private volatile long firstByte;

    private BarePty(PtyProcess process, int buffer) {
        this.process = process;
        this.reader = new Thread(() -> read(buffer), "bare-pty");
        reader.setDaemon(true);
    }

    static BarePty open(List<String> command, Map<String, String> environment, int buffer) throws IOException {
        PtyProcess process = new PtyProcessBuilder(command.toArray(new String[0]))
                .setEnvironment(environment)
                .setDirectory(System.getProperty("java.io.tmpdir"))
                .start();
        BarePty pty = new BarePty(process, buffer);
        pty.reader.start();
        return pty;
    }

    private void read(int buffer) {
        byte[] bytes = new byte[buffer];
        long sum = 0;
        try {
            InputStream input = process.getInputStream();
            int count = input.read(bytes);
            firstByte = System.nanoTime();
            while (count > 0) {
                sum += count;
                total = sum;
                count = input.read(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long firstByteNanoTime() {
        return firstByte;
    }

    /** How many bytes have come so far. */
    long total() {
        return total;
    }

    /** Waits for the end of the output. */
    void await() throws InterruptedException {
        reader.join();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            boolean ignored = process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LockSupport.parkNanos(CLOSE_DELAY.toNanos());
        process.getInputStream().close();
    }
}
