package io.gitcortex.testkit.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.testkit.waiting.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The guarantees of {@link TerminalSession}, as tests. */
abstract class TerminalSessionContract extends TerminalContractFixture {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int KEPT = 256 * 1024;

    // What FLOOD prints is twice as much as must be kept; the number at offset n is n / 8.
    private static final int NUMBER_LENGTH = 8;
    private static final int NUMBERS = 2 * KEPT / NUMBER_LENGTH;
    private static final int MUCH = 1024 * 1024;

    @Test
    final void session_1_output_that_nobody_reads_holds_no_process_up() throws Exception {
        TerminalSession session = open(ContractProgram.FLOOD, NUMBERS);

        assertThat(session.awaitExit(LONG)).hasValue(7);
    }

    @Test
    final void session_2_the_newest_256_KiB_can_be_read_again_and_what_is_gone_is_a_gap() throws Exception {
        TerminalSession session = open(ContractProgram.FLOOD, NUMBERS);
        assertThat(session.awaitExit(LONG)).isPresent();
        long end = (long) NUMBERS * NUMBER_LENGTH;

        TerminalOutput oldest = session.read(0, 1, LONG);
        assertThat(oldest.offset()).as("the oldest byte that is kept").isBetween(1L, end - KEPT);
        for (long offset : new long[] {end - KEPT, end - KEPT / 2, end - NUMBER_LENGTH, end - KEPT}) {
            TerminalOutput output = session.read(offset, NUMBER_LENGTH, LONG);
            assertThat(output.offset()).isEqualTo(offset);
            assertThat(output.bytes())
                    .isEqualTo(String.format("%07d ", offset / NUMBER_LENGTH).getBytes(US_ASCII));
            assertThat(output.isEnded()).isEqualTo(offset == end - NUMBER_LENGTH);
        }
    }

    @Test
    final void session_2_several_readers_see_the_same_while_it_is_written() throws Exception {
        TerminalSession session = ready(ContractProgram.ECHO);
        byte[] text = random(100_000);
        List<CompletableFuture<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(
                    CompletableFuture.supplyAsync(() -> read(session, text.length), TerminalSessionContract::start));
        }
        session.write(text, LONG);

        for (CompletableFuture<byte[]> reader : readers) {
            assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(text);
        }
    }

    @Test
    final void session_2_a_read_without_output_answers_with_nothing_in_time() throws Exception {
        TerminalSession session = ready(ContractProgram.WAIT, mark);
        long end = "ready".length();

        assertThat(session.read(end, 10, Duration.ZERO).bytes()).isEmpty();
        TerminalOutput output = session.read(end, 10, SHORT);
        assertThat(output.bytes()).isEmpty();
        assertThat(output.nextOffset()).isEqualTo(end);
        assertThat(output.isEnded()).isFalse();
    }

    @Test
    final void session_3_bytes_arrive_in_order_and_unchanged() throws Exception {
        TerminalSession session = ready(ContractProgram.ECHO);
        byte[] text = random(KEPT / 2);

        session.write(text, LONG);

        assertThat(read(session, text.length)).isEqualTo(text);
    }

    @Test
    final void session_4_a_write_that_is_not_taken_ends_and_says_how_much_was() throws Exception {
        TerminalSession session = ready(ContractProgram.DEAF, mark);

        assertThatThrownBy(() -> session.write(new byte[MUCH], SHORT))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining(session.id().value())
                .hasMessageMatching("(?s).*\\b\\d+ of " + MUCH + " bytes.*");

        session.end(SHORT);
        assertThat(session.exitCode()).isPresent();
    }

    @Test
    final void session_4_a_write_that_waits_can_be_interrupted() throws Exception {
        TerminalSession session = ready(ContractProgram.DEAF, mark);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> session.write(new byte[MUCH], LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    final void session_4_a_write_to_a_session_that_has_ended_fails_at_once() throws Exception {
        TerminalSession session = open(ContractProgram.PRINT, "x", 0);
        assertThat(session.awaitExit(LONG)).isPresent();

        assertThatThrownBy(() -> session.write(new byte[] {1}, Duration.ofDays(1)))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining(session.id().value());
        assertThatThrownBy(() -> session.resize(TerminalSize.DEFAULT)).isInstanceOf(TerminalException.class);
    }

    @Test
    final void session_5_there_is_no_exit_code_while_it_lives() throws Exception {
        TerminalSession session = ready(ContractProgram.WAIT, mark);

        assertThat(session.exitCode()).isEmpty();
        assertThat(session.awaitExit(SHORT)).isEmpty();
    }

    @Test
    final void session_5_the_exit_code_comes_after_the_last_output() throws Exception {
        for (int code : new int[] {0, 1, 42, 255}) {
            TerminalSession session = open(ContractProgram.PRINT, "the last word", code);
            Eventually.isTrue(() -> session.exitCode().isPresent());

            TerminalOutput output = session.read(0, 100, Duration.ZERO);
            assertThat(new String(output.bytes(), US_ASCII)).isEqualTo("the last word");
            assertThat(output.isEnded()).isTrue();
            assertThat(session.exitCode()).hasValue(code);
        }
    }

    @Test
    final void session_5_a_signal_gives_128_and_its_number() throws Exception {
        TerminalSession session = open(ContractProgram.KILLED);

        assertThat(allText(session)).isEqualTo("bye");
        assertThat(session.exitCode()).hasValue(137);
    }

    @Test
    final void session_5_a_descendant_that_holds_the_terminal_does_not_hide_the_exit() throws Exception {
        needsProcesses();
        TerminalSession session = open(ContractProgram.HELD, mark);

        assertThat(session.awaitExit(LONG)).hasValue(3);
        assertThat(session.read(0, 1, LONG).isEnded()).isTrue();
        assertThat(markedProcesses())
                .as("what was left is left alone until the session is ended")
                .isEqualTo(1);
        session.end(GRACE);
        assertThat(markedProcesses()).isZero();
    }

    @Test
    final void session_6_ending_asks_first() throws Exception {
        TerminalSession session = ready(ContractProgram.POLITE);

        session.end(LONG);

        // In between, a shell may say that its child was terminated: the whole tree is asked.
        assertThat(allText(session)).startsWith("ready").endsWith("bye");
        assertThat(session.exitCode()).hasValue(9);
    }

    @Test
    final void session_6_ending_without_grace_kills() throws Exception {
        TerminalSession session = ready(ContractProgram.POLITE);

        session.end(Duration.ZERO);

        assertThat(session.awaitExit(LONG)).hasValue(137);
    }

    @Test
    final void session_6_ending_twice_or_after_the_exit_is_harmless() throws Exception {
        TerminalSession session = open(ContractProgram.PRINT, "x", 5);
        assertThat(session.awaitExit(LONG)).hasValue(5);

        session.end(GRACE);
        session.end(Duration.ZERO);

        assertThat(session.exitCode()).hasValue(5);
    }

    @Test
    final void session_6_no_process_is_left_that_ignores_signals() throws Exception {
        needsProcesses();
        endsAll(ready(ContractProgram.STUBBORN, mark), SHORT);
    }

    @Test
    final void session_6_no_process_is_left_that_has_left_the_session() throws Exception {
        needsProcesses();
        endsAll(ready(ContractProgram.ESCAPED, mark), GRACE);
    }

    @Test
    final void session_6_no_process_is_left_that_has_cleared_its_environment() throws Exception {
        needsProcesses();
        endsAll(ready(ContractProgram.CLEARED, mark), GRACE);
    }

    @Test
    final void session_6_no_process_is_left_of_a_tree_that_goes_on_forking() throws Exception {
        needsProcesses();
        TerminalSession session = ready(ContractProgram.FORKING, mark);
        Eventually.isTrue(() -> markedProcesses() > 10);
        endsAll(session, Duration.ZERO);
    }

    @Test
    final void session_6_an_interrupted_end_kills_all_the_same() throws Exception {
        needsProcesses();
        TerminalSession session = ready(ContractProgram.STUBBORN, mark);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> session.end(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        assertThat(markedProcesses()).isZero();
    }

    @Test
    final void session_7_closing_ends_it_and_may_be_repeated() throws Exception {
        TerminalSession session = ready(ContractProgram.WAIT, mark);

        session.close();
        session.close();

        assertThat(session.awaitExit(LONG)).isPresent();
        assertThat(markedProcesses()).isZero();
        assertThat(session.read(Long.MAX_VALUE, 1, LONG).isEnded()).isTrue();
        assertThatThrownBy(() -> session.write(new byte[] {1}, LONG)).isInstanceOf(TerminalException.class);
    }

    private void endsAll(TerminalSession session, Duration grace) throws InterruptedException {
        // A parent that is ready may have a child that is still on its way.
        Eventually.isTrue(() -> markedProcesses() >= 2);

        session.end(grace);

        assertThat(markedProcesses()).as("processes after the end").isZero();
        OptionalInt code = session.exitCode();
        assertThat(code).as("exit code").isPresent();
    }

    private static byte[] read(TerminalSession session, int length) {
        try {
            return bytes(session, "ready".length(), length);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted while output was read", e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "contract-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
