package io.gitcortex.benchmarks;

import io.gitcortex.model.SessionId;
import io.gitcortex.pty.PtyTerminalTransport;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pseudo-terminals: bytes per second and time to the first byte, then memory and threads of a session, beside pty4j with a bare
 * loop around it that keeps nothing, in the same run.
 *
 * <p>Memory is what the heap holds after a collection, and what has come to the resident set; run it with {@code -Xms512m
 * -Xmx512m -XX:+AlwaysPreTouch}, or the heap's growth is counted twice.
 *
 * <p>Arguments: megabytes for each figure (200), rounds (3), sessions open at once (50). Linux only.
 */
public final class PtyBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int[] PEER_BUFFERS = {8 * 1024, 64 * 1024};
    private static final int RING = 256 * 1024;

    private final PtyTerminalTransport transport;
    private final long bytes;
    private final int sessions;
    private int opened;

    private PtyBenchmark(PtyTerminalTransport transport, long bytes, int sessions) {
        this.transport = transport;
        this.bytes = bytes;
        this.sessions = sessions;
    }

    /**
     * Runs it.
     *
     * @param arguments see the class
     * @throws Exception if anything fails
     */
    public static void main(String[] arguments) throws Exception {
        long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 200;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int sessions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50;
        try (PtyTerminalTransport transport = PtyTerminalTransport.create()) {
            PtyBenchmark benchmark = new PtyBenchmark(transport, megabytes * 1_000_000, sessions);
            benchmark.throughput("warm-up");
            for (int round = 1; round <= rounds; round++) {
                benchmark.throughput("round " + round);
            }
            for (int round = 1; round <= rounds; round++) {
                benchmark.memory("round " + round);
            }
        }
    }

    private void throughput(String name) throws Exception {
        System.out.println("-- throughput, " + name);
        List<String> flood = shell("stty raw; head -c " + bytes + " /dev/zero");
        for (int buffer : PEER_BUFFERS) {
            long start = System.nanoTime();
            try (BarePty pty = BarePty.open(flood, environment(), buffer)) {
                pty.await();
                print("bare pty4j, buffer " + buffer, pty.total(), new Marks(start, pty.firstByteNanoTime()), 0);
            }
        }
        long start = System.nanoTime();
        try (TerminalSession session = open(flood)) {
            readAll(session, start);
        }
    }

    private static void readAll(TerminalSession session, long start) throws InterruptedException {
        TerminalOutput piece = session.read(0, RING, PATIENCE);
        long first = System.nanoTime();
        long missed = 0;
        while (!piece.isEnded()) {
            TerminalOutput next = session.read(piece.nextOffset(), RING, PATIENCE);
            missed += next.offset() - piece.nextOffset();
            piece = next;
        }
        print("session, one reader", piece.nextOffset(), new Marks(start, first), missed);
    }

    /** Readings of {@link System#nanoTime()}: when a flood was asked for, and when its first byte was there. */
    private record Marks(long start, long first) {}

    private static void print(String what, long total, Marks marks, long missed) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %7.1f MB/s   first byte %6.1f ms   %d bytes, %d not seen by the reader%n",
                what,
                total * 1e3 / (System.nanoTime() - marks.start()),
                (marks.first() - marks.start()) / 1e6,
                total,
                missed);
    }

    private void memory(String name) throws Exception {
        System.out.println("-- memory and threads with " + sessions + " open, " + name);
        Usage before = Usage.now();
        List<AutoCloseable> open = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            BarePty pty = BarePty.open(chatty(1_000), environment(), PEER_BUFFERS[0]);
            open.add(pty);
            while (pty.total() < 1_000) {
                Thread.onSpinWait();
            }
        }
        settle(open, "bare pty4j, 1 KB printed", before);
        for (int printed : new int[] {1_000, RING}) {
            before = Usage.now();
            for (int i = 0; i < sessions; i++) {
                TerminalSession session = open(chatty(printed));
                open.add(session);
                TerminalOutput last = session.read(printed - 1, 1, PATIENCE);
                if (last.bytes().length == 0) {
                    throw new IllegalStateException("A session was silent");
                }
            }
            settle(open, "session, " + printed / 1_000 + " KB printed", before);
        }
    }

    private void settle(List<AutoCloseable> open, String what, Usage before) throws Exception {
        Usage now = Usage.now();
        System.out.printf(
                Locale.ROOT,
                "%-28s each: heap %6.1f KB + outside %6.1f KB = %6.1f KB, %.1f threads, %.1f descriptors%n",
                what,
                (now.heap - before.heap) / 1e3 / sessions,
                (now.resident - before.resident) / 1e3 / sessions,
                (now.heap - before.heap + now.resident - before.resident) / 1e3 / sessions,
                (double) (now.threads - before.threads) / sessions,
                (double) (now.descriptors - before.descriptors) / sessions);
        for (AutoCloseable each : open) {
            each.close();
        }
        open.clear();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("gitcortex-pty-"))) {
            Thread.onSpinWait();
        }
    }

    private TerminalSession open(List<String> command) throws InterruptedException {
        opened++;
        return transport.open(new TerminalSpec(
                SessionId.of("benchmark-" + ProcessHandle.current().pid() + "-" + opened),
                command,
                Path.of(System.getProperty("java.io.tmpdir")),
                environment(),
                TerminalSize.DEFAULT,
                PATIENCE));
    }

    private static List<String> chatty(int printed) {
        return shell("stty raw; head -c " + printed + " /dev/zero; exec sleep 3600");
    }

    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    }

    private record Usage(long heap, long resident, int threads, int descriptors) {
        static Usage now() throws IOException {
            System.gc();
            long residentKilobytes = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            String[] descriptors = Path.of("/proc/self/fd").toFile().list();
            return new Usage(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    residentKilobytes * 1_024,
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    descriptors == null ? 0 : descriptors.length);
        }
    }
}
