package io.gitcortex.pty;

import static io.gitcortex.pty.SessionFixture.LONG;
import static io.gitcortex.pty.SessionFixture.textUntil;
import static io.gitcortex.pty.SessionFixture.wholeText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PtyTerminalTransportTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

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

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_environment_is_byte_for_byte_what_was_given() throws Exception {
        Map<String, String> environment = new HashMap<>(SessionFixture.environment());
        environment.put("LINES_OF_TEXT", "one\ntwo\n");
        environment.put("WORDS", "Grüße, 世界 🎉");
        environment.put(TerminalSpec.SESSION_VARIABLE, "not this one");
        Path copy = directory.resolve("environ");
        TerminalSpec spec = fixture.spec(List.of("cp", "/proc/self/environ", copy.toString()), environment);

        try (TerminalSession session = transport.open(spec)) {
            assertThat(session.awaitExit(LONG)).hasValue(0);
        }

        environment.put(TerminalSpec.SESSION_VARIABLE, spec.sessionId().value());
        assertThat(Files.readString(copy, UTF_8).split("\0"))
                .containsExactlyInAnyOrderElementsOf(environment.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
    }

    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
        List<String> command = List.of("printf", "<%s>", "", "two words", "*", "$HOME", "\"'\\", "grün 🎉");

        try (TerminalSession session = transport.open(fixture.spec(command, SessionFixture.environment()))) {
            assertThat(wholeText(session)).isEqualTo("<><two words><*><$HOME><\"'\\><grün 🎉>");
        }
    }

    @Test
    void a_relative_program_is_looked_for_in_the_working_directory() throws Exception {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        executable(tools.resolve("greet"), "#!/bin/sh\necho hello from \"$PWD\"\n");

        for (TerminalSpec spec : List.of(
                fixture.spec(List.of("tools/greet"), SessionFixture.environment()),
                fixture.spec(List.of("greet"), Map.of("PATH", "/nowhere:tools")))) {
            try (TerminalSession session = transport.open(spec)) {
                assertThat(wholeText(session))
                        .startsWith("hello from")
                        .contains(directory.getFileName().toString());
            }
        }
    }

    @Test
    void what_cannot_be_started_is_refused_with_the_reason() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "not a program");
        Map<String, String> environment = SessionFixture.environment();

        refused(fixture.spec(List.of(text.toString()), environment), "may not be executed");
        refused(fixture.spec(List.of("ls"), Map.of()), "no PATH");
        refused(fixture.spec(List.of("ls", "a\0b"), environment), "Argument 1", "NUL");
        refused(fixture.spec(List.of("ls"), with("NAME", "secret\0value")), "NAME", "NUL");
        refused(fixture.spec(List.of("ls"), with("A=B", "value")), "A=B");
        refused(fixture.spec(List.of(directory.toString()), environment), directory.toString());
    }

    @Test
    void two_open_sessions_cannot_have_one_id_but_it_is_free_again_after_the_end() throws Exception {
        TerminalSpec spec = fixture.script("printf ready; sleep $1");
        TerminalSession session = transport.open(spec);

        assertThatThrownBy(() -> transport.open(spec))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining(spec.sessionId() + " is open already");

        assertThat(textUntil(session, "ready")).isEqualTo("ready");
        session.close();
        transport.open(spec).close();
    }

    @Test
    void twenty_sessions_at_once_keep_their_output_apart() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<String>> conversations = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String word = "word-" + i;
                conversations.add(() -> conversation(word));
            }
            List<Future<String>> results = threads.invokeAll(conversations, 120, TimeUnit.SECONDS);
            for (int i = 0; i < 20; i++) {
                assertThat(results.get(i).get()).isEqualTo(("word-" + i).repeat(1000));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String conversation(String word) throws InterruptedException {
        TerminalSpec spec = fixture.script("stty raw -echo; printf ready; head -c " + 1000 * word.length());
        try (TerminalSession session = transport.open(spec)) {
            textUntil(session, "ready");
            for (int i = 0; i < 1000; i++) {
                session.write(word.getBytes(UTF_8), LONG);
            }
            return wholeText(session).substring("ready".length());
        }
    }

    @Test
    void a_session_has_two_threads_and_takes_them_along() throws Exception {
        settle();
        List<TerminalSession> sessions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sessions.add(transport.open(fixture.script("printf ready; sleep $1")));
        }
        for (TerminalSession session : sessions) {
            textUntil(session, "ready");
            session.write(new byte[] {'x'}, LONG);
        }
        assertThat(threadsOfSessions()).isEqualTo(20);

        sessions.forEach(TerminalSession::close);

        settle();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opening_and_closing_a_hundred_times_leaves_no_descriptor_behind() throws Exception {
        cycle(5);
        settle();
        int before = descriptors();

        cycle(100);

        settle();
        assertThat(descriptors()).isLessThanOrEqualTo(before);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_session_that_ends_by_itself_gives_its_descriptors_back_without_being_closed() throws Exception {
        cycle(1);
        settle();
        int before = descriptors();

        for (int i = 0; i < 10; i++) {
            transport.open(fixture.script("exit 0")).awaitExit(LONG);
        }

        Awaitility.await().atMost(LONG).until(() -> descriptors() <= before);
    }

    @Test
    void a_process_that_lets_its_terminal_go_has_not_ended() throws Exception {
        TerminalSpec spec = fixture.script("printf one; exec <&- >&- 2>&-; sleep 0.5; printf two >/dev/tty; exit 4");

        try (TerminalSession session = transport.open(spec)) {
            assertThat(wholeText(session)).isEqualTo("onetwo");
            assertThat(session.exitCode()).hasValue(4);
        }
    }

    @Test
    void a_resized_screen_is_seen_by_the_process() throws Exception {
        // The first size is set when the process runs already: it may be told of that one, too.
        TerminalSpec spec = fixture.script("trap 'stty size' WINCH; printf ready; while :; do sleep 0.05; done");
        try (TerminalSession session = transport.open(spec)) {
            textUntil(session, "ready");
            session.resize(new TerminalSize(33, 11));
            assertThat(textUntil(session, "11 33\r\n")).endsWith("11 33\r\n");
        }
    }

    private void cycle(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            try (TerminalSession session = transport.open(fixture.script("printf ready; sleep $1"))) {
                textUntil(session, "ready");
            }
        }
    }

    private void settle() {
        Awaitility.await().atMost(LONG).until(() -> threadsOfSessions() == 0);
    }

    private static int threadsOfSessions() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gitcortex-pty-") || name.startsWith("PtyProcess Reaper"))
                .count();
    }

    private static int descriptors() {
        String[] names = DESCRIPTORS.toFile().list();
        return names == null ? 0 : names.length;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(SessionFixture.environment());
        environment.put(name, value);
        return environment;
    }

    private void refused(TerminalSpec spec, String... words) {
        assertThatThrownBy(() -> transport.open(spec))
                .isInstanceOf(TerminalException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining(spec.sessionId().value())
                .hasMessageNotContaining("secret");
    }

    private static void executable(Path file, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
