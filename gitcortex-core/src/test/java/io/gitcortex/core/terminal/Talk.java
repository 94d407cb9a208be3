package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.core.terminal.screen.ScreenView;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.testkit.terminal.FakeTerminal;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A dialogue whose screen and clock a test moves, and whose keyboard it reads. */
final class Talk {
    static final String TEXT = "Read the file /data/i.md and do what it says.";
    static final String[] PROMPT = {"mynah 1.2", "", "> "};
    static final String[] WORKING = {"mynah 1.2", "", "Working (esc to interrupt)"};

    private final FakeTerminal terminal;
    private final List<Sighting> told = new ArrayList<>();
    private final Dialogue dialogue;
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-02T16:00:00Z"));
    private boolean paste = true;
    private boolean goesOn = true;

    /** A talk with {@code mynah}, whose dialect begins with these lines. */
    Talk(Path directory, String head) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("mynah.yaml"), """
                name: mynah
                command: [mynah]
                %s
                screens:
                  - {name: trust, state: asking, kind: yes_no, lines: ["Trust\\\\?"], options: [{key: yes, label: "Yes", keys: "y"}]}
                  - {name: folder, state: asking, kind: enter, lines: ["New folder"], answer: yes, options: [{key: yes, label: "Yes", keys: "\\r"}]}
                  - {name: secret, state: asking, kind: password, lines: ["Token:"]}
                  - {name: name, state: asking, kind: input, lines: ["Your name:"], text: "Your name:.*"}
                  - {name: working, state: busy, lines: ["esc to interrupt"]}
                  - {name: prompt, state: ready, lines: ["^>"]}
                """.formatted(head));
        FakeTerminalTransport transport = FakeTerminalTransport.running(opened -> {});
        SessionId id = SessionId.of("s-1");
        Duration second = Duration.ofSeconds(1);
        dialogue = new Dialogue(
                Dialects.builtIn().with(directory).named("mynah"),
                transport.open(
                        new TerminalSpec(id, List.of("mynah"), directory, Map.of(), TerminalSize.DEFAULT, second)),
                new Dialogue.Opening(TEXT, Duration.ofSeconds(30), told::add),
                clock.clock());
        terminal = transport.terminal(id);
    }

    static Talk with(Path directory) throws IOException, InterruptedException {
        return new Talk(directory, "typing: {paste: true, enter: \"\\r\", pause_millis: 200, again: true}");
    }

    /** The screen shows this for a time, looked at ten times a second. */
    void shows(Duration time, String... lines) throws InterruptedException {
        for (long passed = 0; passed <= time.toMillis(); passed += 100) {
            goesOn = dialogue.look(new ScreenView(List.of(lines), "", lines.length - 1, 0, paste));
            clock.move(Duration.ofMillis(100));
        }
    }

    void shows(String... lines) throws InterruptedException {
        shows(Duration.ofMillis(600), lines);
    }

    /** Hands the first text over. */
    void isDelivered() throws InterruptedException {
        shows(PROMPT);
        shows("mynah 1.2", "", "> " + TEXT);
        shows(WORKING);
    }

    void pastes(boolean bracketed) {
        paste = bracketed;
    }

    /** Lets what is typed be taken by nobody. */
    void isStuck() {
        terminal.exit(1);
    }

    boolean goesOn() {
        return goesOn;
    }

    List<Sighting> told() {
        return told;
    }

    /** All that was typed. */
    String typed() {
        return new String(terminal.typed(), StandardCharsets.UTF_8);
    }

    /** What is typed while something is done. */
    String typed(Doing doing) throws InterruptedException {
        int before = typed().length();
        doing.run();
        return typed().substring(before);
    }

    /** Something that a test does. */
    @FunctionalInterface
    interface Doing {
        void run() throws InterruptedException;
    }

    /** Types from another thread, as everybody but the session's own does; completes with "typed", or with why not. */
    CompletableFuture<String> type(String text) {
        return type(text, Duration.ofSeconds(30));
    }

    CompletableFuture<String> type(String text, Duration timeout) {
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                dialogue.requests().await(text, timeout);
                return "typed";
            } catch (TerminalException e) {
                return String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> outcome.isDone() || dialogue.requests().isWaiting());
        return outcome;
    }
}
