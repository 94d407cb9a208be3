package io.gitcortex.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long each of many calls took. Not thread-safe. */
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int size;

    void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size] = duration;
        size++;
    }

    static Latencies together(List<Latencies> parts) {
        Latencies all = new Latencies();
        List<Latencies> copies = new ArrayList<>(parts);
        copies.forEach(part -> Arrays.stream(part.nanos, 0, part.size).forEach(all::add));
        Arrays.sort(all.nanos, 0, all.size);
        return all;
    }

    /**
     * A line of a table; of latencies that are sorted.
     *
     * @param cpu what the whole process has used meanwhile: holds also on a machine that has other things to do
     */
    String line(String what, Duration wall, Duration cpu) {
        return String.format(
                Locale.ROOT,
                "%-48s %9.0f /s   p50 %8.3f ms   p99 %8.3f ms   max %8.3f ms   cpu %6.1f us",
                what,
                size * 1e9 / wall.toNanos(),
                millis(0.5),
                millis(0.99),
                millis(1),
                cpu.toNanos() / 1e3 / Math.max(1, size));
    }

    private double millis(double quantile) {
        return size == 0 ? 0 : nanos[(int) Math.min(size - 1, Math.round(quantile * (size - 1)))] / 1e6;
    }
}
