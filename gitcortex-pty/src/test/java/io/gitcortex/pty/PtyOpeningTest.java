package io.gitcortex.pty;

import static io.gitcortex.pty.SessionFixture.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.terminal.TerminalConnectTimeoutException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real launcher, held up on its way: what is opened late must not live. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PtyOpeningTest {
    @TempDir
    private Path directory;

    private final PtyLauncher real = PtyTerminalTransport.systemLauncher();
    private final CountDownLatch launching = new CountDownLatch(1);
    private final CountDownLatch mayLaunch = new CountDownLatch(1);
    private final CountDownLatch launched = new CountDownLatch(1);
    private final PtyTerminalTransport transport =
            new PtyTerminalTransport(this::launchLate, ProcessTable.ofThisHost());
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private SessionFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new SessionFixture(directory);
    }

    @AfterEach
    void closeTransport() {
        mayLaunch.countDown();
        threads.shutdownNow();
        transport.close();
        assertThat(fixture.processes()).isEmpty();
    }

    private PtyDevice launchLate(TerminalSpec spec) throws IOException {
        launching.countDown();
        try {
            assertThat(mayLaunch.await(30, TimeUnit.SECONDS)).isTrue();
            return real.launch(spec);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            launched.countDown();
        }
    }

    @Test
    void an_opening_that_takes_too_long_says_how_long_and_what_comes_late_is_ended() throws Exception {
        TerminalSpec spec = SessionFixture.within(Duration.ofSeconds(1), fixture.script("trap '' HUP TERM; sleep $1"));

        assertThatThrownBy(() -> transport.open(spec))
                .isInstanceOf(TerminalConnectTimeoutException.class)
                .hasMessage("PTY connection timeout after 1s");

        assertLateOneIsEnded();
        transport.open(spec).close();
    }

    @Test
    void an_interrupted_opening_ends_what_comes_late() throws Exception {
        Thread caller = Thread.currentThread();
        threads.execute(() -> {
            await(launching);
            caller.interrupt();
        });

        assertThatThrownBy(() -> transport.open(fixture.script("sleep $1"))).isInstanceOf(InterruptedException.class);

        assertLateOneIsEnded();
    }

    @Test
    void closing_the_transport_gives_up_an_opening_and_ends_what_comes_late() throws Exception {
        Future<?> opening = threads.submit(() -> transport.open(fixture.script("sleep $1")));
        await(launching);

        transport.close();

        assertThatThrownBy(() -> opening.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TerminalException.class)
                .hasMessageContaining("was closed while it was being opened");
        assertLateOneIsEnded();
    }

    @Test
    void what_the_operating_system_says_is_kept() {
        IOException reason = new IOException("no terminal today");
        try (PtyTerminalTransport broken = new PtyTerminalTransport(
                spec -> {
                    throw reason;
                },
                ProcessTable.ofThisHost())) {
            TerminalSpec spec = fixture.script("sleep $1");

            assertThatThrownBy(() -> broken.open(spec))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageContainingAll(spec.sessionId().value(), "no terminal today")
                    .hasCause(reason);
        }
    }

    @Test
    void without_a_descriptor_left_nothing_is_opened_and_nothing_left_behind() throws Exception {
        Process jvm = ChildJvm.startWithin(100, DescriptorEater.class, directory.toString());
        try {
            List<String> lines = new String(jvm.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();

            assertThat(lines).startsWith("fine", "fine", "fine", "full").endsWith("fine");
            assertThat(lines.subList(4, lines.size() - 1))
                    .hasSizeGreaterThan(10)
                    .allMatch(line -> line.contains("could not be opened: no ") && line.contains("raise the limit"));
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(jvm.exitValue()).isZero();
        } finally {
            jvm.destroyForcibly();
        }
    }

    private void assertLateOneIsEnded() {
        mayLaunch.countDown();
        await(launched);
        // Its two threads end only when the process has ended and its descriptors are released.
        Awaitility.await()
                .atMost(LONG)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.startsWith("gitcortex-pty-") || name.startsWith("PtyProcess Reaper")));
        assertThat(fixture.processes()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
