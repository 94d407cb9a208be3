package io.gitcortex.pty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.terminal.TerminalOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutputRingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final OutputRing ring = new OutputRing();

    @Test
    void a_new_ring_gives_nothing_and_has_not_ended() throws Exception {
        TerminalOutput output = ring.read(0, 10, Duration.ZERO);

        assertThat(output.bytes()).isEmpty();
        assertThat(output.offset()).isZero();
        assertThat(output.isEnded()).isFalse();
    }

    @Test
    void the_same_offset_gives_the_same_bytes_again() throws Exception {
        append("one two");

        assertThat(ring.read(0, 3, Duration.ZERO).bytes()).asString().isEqualTo("one");
        assertThat(ring.read(4, 100, Duration.ZERO).bytes()).asString().isEqualTo("two");
        assertThat(ring.read(0, 100, Duration.ZERO).bytes()).asString().isEqualTo("one two");
    }

    @Test
    void only_the_last_piece_says_that_the_output_has_ended() throws Exception {
        append("one two");
        ring.end(3);

        assertThat(ring.read(0, 3, LONG).isEnded()).isFalse();
        assertThat(ring.read(3, 4, LONG).isEnded()).isTrue();
        assertThat(ring.read(7, 1, LONG).isEnded()).isTrue();
    }

    @Test
    void the_exit_code_comes_with_the_end() throws Exception {
        append("one");
        assertThat(ring.exitCode()).isEmpty();
        assertThat(ring.awaitExit(Duration.ZERO)).isEmpty();
        CompletableFuture<OptionalInt> waiting = CompletableFuture.supplyAsync(this::awaitExit);

        ring.end(3);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).hasValue(3);
        assertThat(ring.exitCode()).hasValue(3);
    }

    @Test
    void what_is_gone_is_a_gap_and_the_newest_256_KiB_are_kept() throws Exception {
        byte[] all = random(OutputRing.CAPACITY + 1000);
        append(all, 1, 4095, 8192, 100_000);

        TerminalOutput output = ring.read(10, Integer.MAX_VALUE, Duration.ZERO);

        assertThat(output.offset()).isEqualTo(1000);
        assertThat(output.bytes()).isEqualTo(Arrays.copyOfRange(all, 1000, all.length));
        assertThat(output.nextOffset()).isEqualTo(all.length);
    }

    @Test
    void one_piece_larger_than_the_ring_leaves_its_end() throws Exception {
        byte[] all = random(3 * OutputRing.CAPACITY + 17);
        ring.append(all, all.length);

        TerminalOutput output = ring.read(0, Integer.MAX_VALUE, Duration.ZERO);

        assertThat(output.offset()).isEqualTo(all.length - OutputRing.CAPACITY);
        assertThat(output.bytes()).isEqualTo(Arrays.copyOfRange(all, all.length - OutputRing.CAPACITY, all.length));
    }

    @Test
    void any_sizes_of_pieces_and_reads_give_the_same_bytes() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            OutputRing subject = new OutputRing();
            Random random = new Random(seed);
            byte[] all = random((int) (random.nextDouble() * random.nextDouble() * 4 * OutputRing.CAPACITY));
            int written = 0;
            while (written < all.length) {
                int length = Math.min(all.length - written, 1 + random.nextInt(1 + random.nextInt(20_000)));
                subject.append(Arrays.copyOfRange(all, written, written + length), length);
                written += length;
                long offset = (long) (random.nextDouble() * written);
                TerminalOutput output = subject.read(offset, 1 + random.nextInt(5_000), Duration.ZERO);
                long oldest = Math.max(0, written - OutputRing.CAPACITY);
                assertThat(output.offset()).as("seed %s", seed).isGreaterThanOrEqualTo(offset);
                assertThat(output.offset() == offset || output.offset() <= oldest)
                        .as("seed %s: nothing that is kept is left out", seed)
                        .isTrue();
                assertThat(output.bytes())
                        .as("seed %s", seed)
                        .isEqualTo(Arrays.copyOfRange(all, (int) output.offset(), (int) output.nextOffset()));
            }
        }
    }

    @Test
    void a_reader_waits_for_the_offset_that_it_asked_for() throws Exception {
        append("one");
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> text(5));
        append("two");
        append("three");

        assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo("othree");
    }

    @Test
    void a_reader_that_waits_is_told_of_the_end() throws Exception {
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> text(0));
        ring.end(3);

        assertThat(reader.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void several_readers_each_see_everything_while_it_is_written() throws Exception {
        byte[] all = random(OutputRing.CAPACITY);
        CountDownLatch ready = new CountDownLatch(4);
        try (Readers readers = new Readers()) {
            List<Future<byte[]>> copies = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                copies.add(readers.threads.submit(() -> {
                    ready.countDown();
                    return everything();
                }));
            }
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            append(all, 1, 10, 1000, 8192);
            ring.end(3);
            for (Future<byte[]> copy : copies) {
                assertThat(copy.get(30, TimeUnit.SECONDS)).isEqualTo(all);
            }
        }
    }

    @Test
    void a_waiting_reader_can_be_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ring.read(0, 1, LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void an_offset_below_zero_and_a_read_of_nothing_are_refused() {
        assertThatThrownBy(() -> ring.read(-1, 1, LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ring.read(0, 0, LONG)).isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] everything() throws InterruptedException {
        byte[] copy = new byte[OutputRing.CAPACITY];
        TerminalOutput piece = ring.read(0, 5000, LONG);
        while (!piece.isEnded() || piece.bytes().length > 0) {
            System.arraycopy(piece.bytes(), 0, copy, (int) piece.offset(), piece.bytes().length);
            piece = ring.read(piece.nextOffset(), 5000, LONG);
        }
        return copy;
    }

    private String text(long offset) {
        try {
            StringBuilder text = new StringBuilder();
            TerminalOutput piece = ring.read(offset, 100, LONG);
            text.append(new String(piece.bytes(), US_ASCII));
            while (text.length() < 6 && !piece.isEnded()) {
                piece = ring.read(piece.nextOffset(), 100, LONG);
                text.append(new String(piece.bytes(), US_ASCII));
            }
            return text.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private OptionalInt awaitExit() {
        try {
            return ring.awaitExit(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        ring.append(bytes, bytes.length);
    }

    private void append(byte[] all, int... sizes) {
        int written = 0;
        for (int i = 0; written < all.length; i++) {
            int length = Math.min(all.length - written, sizes[i % sizes.length]);
            ring.append(Arrays.copyOfRange(all, written, written + length), length);
            written += length;
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static final class Readers implements AutoCloseable {
        private final ExecutorService threads = Executors.newCachedThreadPool();

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
