package io.gitcortex.pty;

import static io.gitcortex.pty.SessionFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalSession;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM that was killed has left is found and ended by the next one, and nothing else is. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PtyOrphanTest {
    /** Four processes: the shell, its child, and a grandchild in a session of its own with a child without environment. */
    private static final String HARD_TO_KILL = """
            trap '' HUP TERM INT
            setsid sh -c 'env -i "$(command -v sleep)" "$1" & sleep "$1"; :' inner "$1" &
            sleep 0.3
            printf ready
            while :; do sleep "$1"; done
            """;

    private static final int PROCESSES = 5;

    @TempDir
    private Path directory;

    private final PtyTerminalTransport transport = PtyTerminalTransport.create();
    private SessionFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new SessionFixture(directory);
    }

    @AfterEach
    void endAll() {
        transport.close();
        fixture.processes().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void what_a_killed_jvm_has_left_is_ended() throws Exception {
        SessionId id = SessionId.of("orphan-" + fixture.mark);
        killedAfterOpening(id);
        assertThat(fixture.processes()).hasSize(PROCESSES);

        // A shell whose child is ended may start the next one before it is ended itself: at least these, and then none.
        assertThat(transport.reap(List.of(id))).isGreaterThanOrEqualTo(PROCESSES);

        assertThat(fixture.processes()).isEmpty();
        assertThat(transport.reap(List.of(id))).isZero();
    }

    @Test
    void another_session_of_the_killed_jvm_is_left_alone_until_it_is_named() throws Exception {
        SessionId id = SessionId.of("orphan-" + fixture.mark);
        killedAfterOpening(id);

        assertThat(transport.reap(List.of(SessionId.of(id + "-other"), SessionId.of("orphan"))))
                .isZero();

        assertThat(fixture.processes()).hasSize(PROCESSES);
    }

    @Test
    void a_child_without_environment_that_outlives_its_parents_is_ended_with_its_session() throws Exception {
        String script = "trap '' HUP; (env -i \"$(command -v sleep)\" \"$1\" &); printf ready; exit 0";
        try (TerminalSession session = transport.open(fixture.script(script))) {
            assertThat(session.awaitExit(LONG)).hasValue(0);
            Awaitility.await().until(() -> fixture.processes().size() == 1);

            session.end(Duration.ofSeconds(2));

            assertThat(fixture.processes()).isEmpty();
        }
    }

    private void killedAfterOpening(SessionId id) throws Exception {
        Process jvm = ChildJvm.start(
                List.of(), OrphanMaker.class, id.value(), directory.toString(), HARD_TO_KILL, fixture.mark);
        try (BufferedReader output = jvm.inputReader()) {
            assertThat(output.readLine()).isEqualTo("opened");
            jvm.destroyForcibly();
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        // Without the JVM; the mark is in its command line too.
        Awaitility.await().atMost(LONG).until(() -> fixture.processes().size() == PROCESSES);
    }
}
