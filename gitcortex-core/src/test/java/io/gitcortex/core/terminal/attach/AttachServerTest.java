package io.gitcortex.core.terminal.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.testkit.terminal.FakeTerminal;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real socket, with sessions without processes. */
class AttachServerTest {
    private static final WorkflowId WORKFLOW = WorkflowId.of("wf-1");
    private static final TerminalId CODER = TerminalId.of("coder");
    private static final TerminalSize SIZE = new TerminalSize(100, 30);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final FakeTerminalTransport transport =
            FakeTerminalTransport.running(terminal -> terminal.print("ready> "));
    private final AtomicInteger holds = new AtomicInteger();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TerminalSession session;
    private FakeTerminal program;

    @BeforeEach
    void openSession() throws Exception {
        session = transport.open(
                new TerminalSpec(SessionId.of("s-1"), List.of("cli"), directory, Map.of(), TerminalSize.DEFAULT, SOON));
        program = transport.terminal(session.id());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        transport.close();
    }

    private Optional<AttachTarget> find(WorkflowId workflow, TerminalId terminal) {
        return workflow.equals(WORKFLOW) && terminal.equals(CODER) ? Optional.of(new Target()) : Optional.empty();
    }

    private final class Target implements AttachTarget {
        @Override
        public TerminalSession session() {
            return session;
        }

        @Override
        public Hold takeOver() {
            holds.incrementAndGet();
            return holds::decrementAndGet;
        }
    }

    private AttachServer start(Path data) throws IOException {
        AttachServer server = AttachServer.start(data, this::find);
        open.add(server);
        return server;
    }

    private AttachClient attach(Path data) throws IOException {
        AttachClient client =
                AttachClient.attach(data, WORKFLOW, CODER, SIZE).orElseThrow(() -> new AssertionError("nobody has it"));
        open.add(client);
        return client;
    }

    /** Reads until a text has come. */
    private static String read(AttachClient client, String text) throws IOException {
        StringBuilder come = new StringBuilder();
        long deadline = System.nanoTime() + SOON.toNanos();
        while (come.indexOf(text) < 0 && System.nanoTime() < deadline) {
            client.read(Duration.ofMillis(100))
                    .ifPresent(bytes -> come.append(new String(bytes, StandardCharsets.UTF_8)));
        }
        assertThat(come).contains(text);
        return come.toString();
    }

    private static void ends(AttachClient client) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        client.read(Duration.ofMillis(200));
                    }
                })
                .isInstanceOf(AttachClient.EndedException.class);
    }

    private List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("attach"))) {
            return files.toList();
        }
    }

    @Test
    void what_was_printed_comes_first_then_what_comes_and_keys_go_the_other_way() throws Exception {
        start(directory);
        AttachClient client = attach(directory);

        read(client, "ready> ");
        program.print("more");
        read(client, "more");
        client.type("ls\r\u0003".getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(new String(program.typed(), StandardCharsets.UTF_8))
                        .isEqualTo("ls\r\u0003"));
    }

    @Test
    void the_session_is_held_and_has_the_persons_size_until_the_person_leaves() throws Exception {
        start(directory);
        AttachClient client = attach(directory);
        read(client, "ready> ");
        await().atMost(SOON).until(() -> program.size().equals(SIZE));
        assertThat(holds).hasValue(1);

        client.resize(new TerminalSize(90, 20));
        await().atMost(SOON).until(() -> program.size().equals(new TerminalSize(90, 20)));

        client.close();
        await().atMost(SOON).untilAsserted(() -> assertThat(holds).hasValue(0));
        assertThat(program.size()).isEqualTo(TerminalSize.DEFAULT);
        assertThat(program.hasExited()).isFalse();
        read(attach(directory), "ready> ");
    }

    @Test
    void a_second_person_is_refused() throws Exception {
        start(directory);
        AttachClient first = attach(directory);

        assertThatThrownBy(() -> AttachClient.attach(directory, WORKFLOW, CODER, SIZE))
                .isInstanceOf(AttachClient.RefusedException.class)
                .hasMessageContaining("Somebody else");

        read(first, "ready> ");
        assertThat(holds).hasValue(1);
    }

    @Test
    void the_end_of_the_session_ends_the_visit() throws Exception {
        start(directory);
        AttachClient client = attach(directory);
        program.print("bye");
        program.exit(0);

        read(client, "bye");
        ends(client);
        await().atMost(SOON).untilAsserted(() -> assertThat(holds).hasValue(0));
    }

    @Test
    void a_server_that_closes_gives_sessions_back_and_leaves_no_file() throws Exception {
        AttachServer server = start(directory);
        AttachClient client = attach(directory);

        server.close();

        assertThat(holds).hasValue(0);
        assertThat(files(directory)).isEmpty();
        ends(client);
        assertThat(AttachClient.attach(directory, WORKFLOW, CODER, SIZE)).isEmpty();
    }

    @Test
    void a_visitor_who_reads_too_slowly_misses_output_and_is_told_how_much() throws Exception {
        start(directory);
        AttachClient client = attach(directory);
        read(client, "ready> "); // From here on nothing may be missing without a word.
        byte[] much = "0123456789abcde\n".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 4; i++) {
            program.print(much);
        }

        String come = read(client, "missing here]");
        assertThat(come).containsPattern("\\[[0-9]{6,} bytes of output are missing here]");
        program.print("and on");
        read(client, "and on");
    }

    @Test
    void a_visitor_who_takes_nothing_does_not_keep_the_session() throws Exception {
        AttachServer server = AttachServer.start(directory, this::find, Duration.ofMillis(200));
        open.add(server);
        attach(directory);
        byte[] much = "0123456789abcde\n".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);
        await().atMost(SOON).until(() -> {
            program.print(much);
            return holds.get() == 0;
        });
    }

    @Test
    void a_terminal_of_another_process_is_found_among_those_that_do_not_have_it() throws Exception {
        start(directory);
        AttachServer other = AttachServer.start(directory, (workflow, terminal) -> Optional.empty());
        open.add(other);

        read(attach(directory), "ready> ");
        assertThat(AttachClient.attach(directory, WORKFLOW, TerminalId.of("nobody"), SIZE))
                .isEmpty();
        assertThat(AttachClient.attach(directory, WorkflowId.of("wf-2"), CODER, SIZE))
                .isEmpty();
        assertThat(AttachClient.attach(directory.resolve("none"), WORKFLOW, CODER, SIZE))
                .isEmpty();
    }

    @Test
    void the_socket_is_for_its_owner_alone() throws Exception {
        start(directory);

        Path socket = files(directory).get(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.resolveSibling(""))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_path_that_is_too_long_for_a_socket_is_gone_round() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("a".repeat(120)));
        AttachServer server = start(deep);
        read(attach(deep), "ready> ");

        Path note = files(deep).get(0);
        Path socket = Path.of(Files.readString(note));
        assertThat(note.toString()).endsWith(".at");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.resolveSibling(""))))
                .isEqualTo("rwx------");
        server.close();
        assertThat(files(deep)).isEmpty();
        assertThat(socket.resolveSibling("")).doesNotExist();
    }

    @Test
    void what_a_killed_process_has_left_is_passed_by_and_tidied_away() throws Exception {
        Path stale = Files.createDirectories(directory.resolve("attach")).resolve("999999999-dead.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        Path note = Files.writeString(directory.resolve("attach").resolve("999999999-gone.at"), "/nowhere/precious");
        assertThat(stale).exists();
        assertThat(AttachClient.attach(directory, WORKFLOW, CODER, SIZE)).isEmpty();

        start(directory);
        assertThat(stale).doesNotExist();
        assertThat(note).as("names nothing that was ever made by us").exists();
        read(attach(directory), "ready> ");
    }

    @Test
    void visitors_who_say_nothing_or_nonsense_are_shown_out_and_too_many_are_not_let_in() throws Exception {
        start(directory);
        Path socket = files(directory).get(0);
        try (SocketChannel nonsense = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            nonsense.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            assertThat(nonsense.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
        for (int i = 0; i < AttachServer.MOST_VISITORS; i++) {
            open.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        }
        assertThatThrownBy(() -> AttachClient.attach(directory, WORKFLOW, CODER, SIZE))
                .isInstanceOf(AttachClient.RefusedException.class)
                .hasMessageContaining("as many visitors as it takes");

        for (int i = 1; i <= AttachServer.MOST_VISITORS; i++) {
            open.get(i).close();
        }
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> AttachClient.attach(directory, WORKFLOW, CODER, SIZE)
                        .map(open::add)
                        .isPresent());
    }
}
