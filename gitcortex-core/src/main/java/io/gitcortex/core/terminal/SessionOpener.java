package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.ConversationFile;
import io.gitcortex.core.terminal.dialect.Dialect;
import io.gitcortex.core.terminal.dialect.Invocation;
import io.gitcortex.core.terminal.dialect.PrivateHome;
import io.gitcortex.core.terminal.screen.Screen;
import io.gitcortex.model.Secret;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.workflow.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the CLI of a session as its dialect says, and lets it be listened to. */
final class SessionOpener {
    private final TerminalTransport transport;
    private final DataFiles files;
    private final SessionEnvironment environment;
    private final SeatKeys keys;
    private final Clock clock;
    private final Duration connectTimeout;

    SessionOpener(TerminalSupervisor.Equipment equipment) {
        this.transport = equipment.transport();
        this.files = equipment.files();
        this.environment = new SessionEnvironment(equipment.host(), equipment.identity());
        this.keys = equipment.keys();
        this.clock = equipment.timing().clock();
        this.connectTimeout = equipment.timing().connectTimeout();
    }

    /** A session that has been started. */
    record Opened(TerminalSession session, Path logFile, Hearing hearing) {}

    Opened open(SessionOrder order, Dialect dialect, SessionListener listener) throws InterruptedException {
        Path instruction = files.writeRound(order, dialect.reportsByFile());
        boolean resumes = order.conversation().isPresent() && dialect.canResume();
        String conversation = resumes
                ? order.conversation().orElseThrow()
                : dialect.namesConversation() ? conversationOf(order).toString() : null;
        List<String> command = dialect.commandLine(new Invocation(
                order.seat().command(),
                order.place().baseDirectoryOrNull(),
                instruction,
                files.helper(),
                order.seat().model().orElse(null),
                conversation,
                resumes));
        if (command.isEmpty()) {
            throw new TerminalException("Terminal " + order.ids().terminal() + " has no command; the dialect '"
                    + dialect.name() + "' needs one in the plan");
        }
        Path logFile = logFile(order);
        Map<String, String> variables = environment(order, dialect, instruction);
        TerminalSession session = transport.open(new TerminalSpec(
                order.ids().session(),
                command,
                order.place().worktree(),
                variables,
                TerminalSize.DEFAULT,
                connectTimeout));
        Whereabouts where = new Whereabouts(order.place().worktree(), variables.get("HOME"), conversation);
        return new Opened(session, logFile, hearing(where, dialect, new Started(session, instruction, listener)));
    }

    /** A session that is to be talked to, about an instruction. */
    private record Started(TerminalSession session, Path instruction, SessionListener listener) {}

    /** One that cannot be listened to must not live on without anybody who knows of it. */
    private Hearing hearing(Whereabouts where, Dialect dialect, Started started) {
        try {
            return dialect.isTalkedTo() ? talk(where, dialect, started) : Hearing.NONE;
        } catch (RuntimeException e) {
            started.session().close();
            throw e;
        }
    }

    private Hearing talk(Whereabouts where, Dialect dialect, Started started) {
        TerminalSession session = started.session();
        Consumer<Sighting> told = sighting -> started.listener().noticed(session.id(), sighting);
        ConversationSearch search = search(where, dialect, name -> told.accept(new Sighting.ConversationKnown(name)));
        Dialogue dialogue = new Dialogue(
                dialect, session, new Dialogue.Opening(opening(started.instruction()), connectTimeout, told), clock);
        return new ScreenHearing(session, Screen.of(TerminalSize.DEFAULT), dialogue, search);
    }

    private Path logFile(SessionOrder order) {
        try {
            return files.log(order.ids().workflow(), order.ids().session());
        } catch (IOException e) {
            throw new TerminalException(
                    "The log of session " + order.ids().session() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** One line: whatever the instruction is like, it comes whole, by the file. */
    private static String opening(Path instruction) {
        return "Read the file " + instruction + " and do what it says.";
    }

    /** Made from the session's id, which the journal knows before the session is opened. */
    private static UUID conversationOf(SessionOrder order) {
        return UUID.nameUUIDFromBytes(("gitcortex " + order.ids().session().value()).getBytes(StandardCharsets.UTF_8));
    }

    private record Whereabouts(
            Path worktree, @Nullable String home, @Nullable String conversation) {}

    private ConversationSearch search(Whereabouts where, Dialect dialect, Consumer<String> found) {
        Optional<ConversationFile> file =
                dialect.conversation().filter(own -> where.conversation() == null && where.home() != null);
        return file.isEmpty()
                ? ConversationSearch.known(where.conversation(), clock, found)
                : ConversationSearch.in(
                        new ConversationSearch.Place(
                                file.get(), Path.of(String.valueOf(where.home())), where.worktree()),
                        clock,
                        found);
    }

    private Map<String, String> environment(SessionOrder order, Dialect dialect, Path instruction) {
        Map<String, String> variables = environment.of(order, dialect, new SessionFiles(instruction, files.helper()));
        if (order.seat().login() == Login.PRIVATE) {
            PrivateHome home = dialect.home()
                    .orElseThrow(() ->
                            new TerminalException("Terminal " + order.ids().terminal()
                                    + " asks for a login of its own, and the dialect '" + dialect.name()
                                    + "' cannot be given a home of its own; choose 'login: user'"));
            Map<String, String> words = Map.of(
                    "worktree",
                    order.place().worktree().toString(),
                    "model",
                    order.seat().model().orElse(""));
            variables.putAll(HomeMaker.make(
                    files.home(order.ids().workflow(), order.ids().terminal()), home, words));
        }
        Optional<Secret> key = keys.of(order.ids().workflow(), order.ids().terminal());
        if (key.isEmpty()) {
            return variables;
        }
        try (Secret secret = key.get()) {
            String name = dialect.keyVariable()
                    .orElseThrow(() -> new TerminalException(
                            "Terminal " + order.ids().terminal() + " has an API key, and the dialect '" + dialect.name()
                                    + "' names no variable for it"));
            secret.use(text -> variables.put(name, text));
            return variables;
        }
    }
}
