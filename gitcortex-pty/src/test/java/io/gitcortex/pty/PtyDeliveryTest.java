package io.gitcortex.pty;

import static io.gitcortex.pty.SessionFixture.LONG;
import static io.gitcortex.pty.SessionFixture.textUntil;
import static io.gitcortex.pty.SessionFixture.wholeText;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes written are bytes read, and what a terminal has taken is known to the byte. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PtyDeliveryTest {
    private static final Pattern TAKEN = Pattern.compile("took (\\d+) of (\\d+) bytes");

    @TempDir
    private Path directory;

    private final PtyTerminalTransport transport = PtyTerminalTransport.create();
    private SessionFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new SessionFixture(directory);
    }

    @AfterEach
    void closeTransport() {
        transport.close();
        assertThat(fixture.processes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4_095, 4_096, 4_097, 10_000, 65_536, 65_537, 100_000, 262_144})
    void a_raw_terminal_delivers_every_byte(int size) throws Exception {
        byte[] text = random(size);
        Path received = directory.resolve("received");
        String script = "stty raw -echo; printf ready; head -c " + size + " > received; printf done";
        try (TerminalSession session = transport.open(fixture.script(script))) {
            textUntil(session, "ready");

            session.write(text, LONG);

            assertThat(wholeText(session)).isEqualTo("readydone");
        }
        assertThat(sha256(Files.readAllBytes(received))).isEqualTo(sha256(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_000, 4_095})
    void a_cooked_terminal_delivers_lines_up_to_its_limit(int length) throws Exception {
        // One of the bytes of the line is its end.
        String line = "x".repeat(length - 1) + "\r";
        String script = "stty -echo; printf ready; head -n 1 > received; printf done";
        try (TerminalSession session = transport.open(fixture.script(script))) {
            textUntil(session, "ready");

            session.write(line.getBytes(US_ASCII), LONG);

            assertThat(wholeText(session)).isEqualTo("readydone");
        }
        assertThat(Files.readString(directory.resolve("received"))).isEqualTo(line.replace('\r', '\n'));
    }

    @Test
    void bytes_written_before_the_program_runs_are_not_lost() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (TerminalSession session = transport.open(fixture.script("read -r line; printf '<%s>' \"$line\""))) {
                session.write(new byte[] {'e', 'a', 'r', 'l', 'y', '\r'}, LONG);
                assertThat(wholeText(session)).endsWith("<early>");
            }
        }
    }

    @Test
    void a_write_that_is_not_taken_says_to_the_byte_how_much_was() throws Exception {
        byte[] text = random(1_000_000);
        String script = "stty raw -echo; printf ready; while [ ! -e go ]; do sleep 0.05; done; exec cat > received";
        try (TerminalSession session = transport.open(fixture.script(script))) {
            textUntil(session, "ready");

            TerminalException failure =
                    catchThrowableOfType(TerminalException.class, () -> session.write(text, Duration.ofMillis(300)));
            int taken = taken(failure, text.length);

            assertThat(taken).isBetween(1, text.length - 1);
            Files.createFile(directory.resolve("go"));
            Path received = directory.resolve("received");
            Awaitility.await().atMost(LONG).until(() -> Files.exists(received) && Files.size(received) >= taken);
            session.write(Arrays.copyOfRange(text, taken, text.length), LONG);
            Awaitility.await().atMost(LONG).until(() -> Files.size(received) >= text.length);
            assertThat(sha256(Files.readAllBytes(received))).isEqualTo(sha256(text));
        }
    }

    @Test
    void a_session_whose_write_is_stuck_can_be_ended_and_the_write_says_so() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (TerminalSession session = transport.open(fixture.script("stty raw -echo; printf ready; sleep $1"))) {
            textUntil(session, "ready");
            Future<Integer> stuck = threads.submit(() -> {
                TerminalException failure = catchThrowableOfType(
                        TerminalException.class, () -> session.write(new byte[1_000_000], Duration.ofDays(1)));
                assertThat(failure).hasMessageContaining("has ended");
                return taken(failure, 1_000_000);
            });

            session.end(Duration.ZERO);

            assertThat(session.exitCode()).isPresent();
            assertThat(stuck.get(30, TimeUnit.SECONDS)).isLessThan(1_000_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_writes_of_several_threads_do_not_mix() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        String script = "stty raw -echo; printf ready; head -c 1000000 > received";
        try (TerminalSession session = transport.open(fixture.script(script))) {
            textUntil(session, "ready");
            List<Future<?>> writers = new ArrayList<>();
            for (String letter : List.of("a", "b", "c", "d")) {
                byte[] text = letter.repeat(250_000).getBytes(US_ASCII);
                writers.add(threads.submit(() -> {
                    session.write(text, LONG);
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            assertThat(session.awaitExit(LONG)).hasValue(0);
            assertThat(Files.readString(directory.resolve("received")))
                    .matches("(?:a{250000}|b{250000}|c{250000}|d{250000}){4}");
        } finally {
            threads.shutdownNow();
        }
    }

    private static int taken(TerminalException failure, int length) {
        Matcher matcher = TAKEN.matcher(failure.getMessage());
        assertThat(matcher.find()).as(failure.getMessage()).isTrue();
        assertThat(matcher.group(2)).isEqualTo(Integer.toString(length));
        return Integer.parseInt(matcher.group(1));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
