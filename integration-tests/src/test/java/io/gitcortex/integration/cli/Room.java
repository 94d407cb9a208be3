package io.gitcortex.integration.cli;

import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Sighting;
import io.gitcortex.core.terminal.TerminalSupervisor;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.pty.PtyTerminalTransport;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.workflow.TerminalPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** The terminal room alone, with real pseudo-terminals and a session of {@link Mynah} or of a shell command. */
final class Room implements AutoCloseable, SessionListener {
    static final SessionId SESSION = SessionId.of("s-1");
    private static final WorkflowId WORKFLOW = WorkflowId.of("w-1");
    private static final TerminalId TERMINAL = TerminalId.of("t-1");

    private final Path directory;
    private final PtyTerminalTransport transport = PtyTerminalTransport.create();
    private final TerminalSupervisor terminals;
    private final List<Sighting> seen = new CopyOnWriteArrayList<>();
    private volatile OptionalInt exitCode = OptionalInt.empty();
    private volatile boolean over;

    /** A room whose {@code mynah} behaves in these ways; {@code stubborn}: it ignores HUP and TERM. */
    Room(Path directory, String... ways) throws IOException {
        this.directory = directory;
        Path dialects = Files.createDirectories(directory.resolve("dialects"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Path.of(Mynah.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        // What is ignored at its start a JVM leaves alone, and so do its children.
        String start = (List.of(ways).contains("stubborn") ? "trap '' HUP TERM; " : "")
                + "exec \"$0\" -Xshare:auto -XX:TieredStopAtLevel=1 -cp \"$@\"";
        Files.writeString(dialects.resolve("mynah.yaml"), """
                name: mynah
                command: [sh, -c, "%s", "%s", "%s", %s, "%s", "%s"]
                typing: {paste: true, enter: "\\r", pause_millis: 200, again: true}
                quit: /exit
                screens:
                  - {name: working, state: busy, lines: ["esc to interrupt"]}
                  - {name: prompt, state: ready, lines: ["^>"]}
                """.formatted(
                        start.replace("\"", "\\\""),
                        java,
                        classes,
                        Mynah.class.getName(),
                        directory,
                        String.join("\", \"", ways.length == 0 ? new String[] {"plain"} : ways)));
        terminals = new TerminalSupervisor(new TerminalSupervisor.Equipment(
                transport,
                Dialects.builtIn().with(dialects),
                DataFiles.open(directory.resolve("data")),
                System.getenv(),
                GitIdentity.DEFAULT,
                new TerminalSupervisor.Timing(Clock.systemUTC(), Duration.ofSeconds(30)),
                (workflow, terminal) -> Optional.empty()));
    }

    /** Opens a session of {@code mynah}. */
    ProcessIdentity talk() throws InterruptedException {
        return open(TerminalPlan.builder("coder").id(TERMINAL).cli("mynah").build());
    }

    /** Opens a session that runs a script. */
    ProcessIdentity run(String script) throws InterruptedException {
        return open(TerminalPlan.builder("coder")
                .id(TERMINAL)
                .cli("shell")
                .command(List.of("sh", "-c", script))
                .build());
    }

    private ProcessIdentity open(TerminalPlan seat) throws InterruptedException {
        SessionOrder.Place place = new SessionOrder.Place(directory, directory, null, false);
        SessionOrder.Ids ids = SessionOrder.Ids.outsideTheTasks(SESSION, WORKFLOW, TERMINAL);
        return terminals.open(new SessionOrder(ids, seat, place, "Say it again."), this);
    }

    TerminalSupervisor terminals() {
        return terminals;
    }

    List<Sighting> seen() {
        return seen;
    }

    boolean isOver() {
        return over;
    }

    OptionalInt exitCode() {
        return exitCode;
    }

    /** Whether a process is still there. */
    static boolean lives(ProcessIdentity process) {
        return ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    @Override
    public void ended(SessionId sessionId, OptionalInt code) {
        exitCode = code;
        over = true;
    }

    @Override
    public void noticed(SessionId sessionId, Sighting sighting) {
        seen.add(sighting);
    }

    @Override
    public void close() {
        terminals.close();
        transport.close();
    }
}
