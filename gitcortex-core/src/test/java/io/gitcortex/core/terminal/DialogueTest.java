package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.terminal.dialect.Dialect;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.core.terminal.screen.ScreenView;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CLI is told what to do when it listens, answered where its dialect allows it, and otherwise left to a person. */
final class DialogueTest {
    private static final String TEXT = "Read the file /data/i.md and do what it says.";
    private static final String[] PROMPT = {"parrot 1.2", "", "> "};
    private static final String[] WORKING = {"parrot 1.2", "", "Working (esc to interrupt)"};
    private static final String[] PERMISSION = {"Run this command?", "  make test", "Allow? (y/n)"};

    @TempDir
    private Path directory;

    private final Keyboard keyboard = new Keyboard();
    private final List<Sighting> told = new ArrayList<>();
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-02T16:00:00Z"));
    private Dialogue dialogue;
    private boolean goesOn = true;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(directory.resolve("parrot.yaml"), """
                name: parrot
                command: [parrot]
                typing: {paste: true, enter: "\\r", pause_millis: 200, again: true}
                screens:
                  - {name: trust, state: asking, kind: enter, lines: ["Trust this directory"], answer: yes, options: [{key: yes, label: "Yes", keys: "\\r"}]}
                  - {name: permission, state: asking, kind: yes_no, lines: ["Allow\\\\? "], text: "Run this[\\\\s\\\\S]*", options: [{key: yes, label: "Allow", keys: "y"}, {key: no, label: "Deny", keys: "n"}]}
                  - {name: name, state: asking, kind: input, lines: ["Your name:"], options: []}
                  - {name: limit, state: quota, lines: ["limit reached"], resets: "resets at (.+)"}
                  - {name: working, state: busy, lines: ["esc to interrupt"]}
                  - {name: prompt, state: ready, lines: ["^> "]}
                """);
        Dialect parrot = Dialects.builtIn().with(directory).named("parrot");
        dialogue = new Dialogue(
                parrot, keyboard, new Dialogue.Opening(TEXT, Duration.ofSeconds(30), told::add), clock.clock());
    }

    /** The screen shows this for a time, looked at ten times a second. */
    private void shows(Duration time, String... lines) throws InterruptedException {
        for (long passed = 0; passed <= time.toMillis(); passed += 100) {
            goesOn = dialogue.look(new ScreenView(List.of(lines), "", lines.length - 1, 0, true));
            clock.move(Duration.ofMillis(100));
        }
    }

    private void shows(String... lines) throws InterruptedException {
        shows(Duration.ofMillis(600), lines);
    }

    private void delivered() throws InterruptedException {
        shows(PROMPT);
        shows("parrot 1.2", "", "> " + TEXT);
        shows(WORKING);
        keyboard.typed.setLength(0);
        told.clear();
    }

    @Test
    void hands_the_text_over_when_the_cli_stands_at_its_prompt() throws InterruptedException {
        shows("Loading");
        assertThat(keyboard.typed).isEmpty();
        shows(PROMPT);
        shows("parrot 1.2", "", "> " + TEXT);
        shows(WORKING);

        assertThat(keyboard.typed.toString()).isEqualTo("\u001b[200~" + TEXT + "\u001b[201~\r");
        assertThat(told).containsExactly(new Sighting.Delivered());
        assertThat(dialogue.readySince()).isEmpty();
    }

    @Test
    void knows_since_when_it_stands_at_its_prompt_again() throws InterruptedException {
        shows(PROMPT);
        assertThat(dialogue.readySince()).as("it has not been told anything").isEmpty();
        delivered();
        Instant back = clock.instant();
        shows(Duration.ofSeconds(2), PROMPT);

        assertThat(dialogue.readySince()).contains(back);
        shows(WORKING);
        assertThat(dialogue.readySince()).isEmpty();
    }

    @Test
    void answers_a_first_dialog_that_its_dialect_allows() throws InterruptedException {
        shows(Duration.ofMillis(600), "Trust this directory?");
        shows(PROMPT);

        assertThat(keyboard.typed.toString()).startsWith("\r\u001b[200~");
        assertThat(told).isEmpty();
    }

    @Test
    void leaves_a_dialog_that_does_not_take_its_answer_to_a_person() throws InterruptedException {
        shows(Duration.ofSeconds(20), "Trust this directory?");

        assertThat(keyboard.typed.toString()).isEqualTo("\r\r\r");
        assertThat(told).singleElement().isInstanceOf(Sighting.Asked.class);
    }

    @Test
    void leaves_dangerous_words_to_a_person_whatever_the_dialect_allows() throws InterruptedException {
        shows("Trust this directory?", "It will delete everything in it.");

        assertThat(keyboard.typed).isEmpty();
        assertThat(told).singleElement().isInstanceOf(Sighting.Asked.class);
    }

    @Test
    void types_nothing_into_a_screen_that_it_does_not_know_and_gives_up_in_time() throws InterruptedException {
        shows(Duration.ofSeconds(31), "Choose your theme", "1. dark");

        assertThat(keyboard.typed).isEmpty();
        assertThat(goesOn).isFalse();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isEqualTo(new Sighting.Unrecognised("Choose your theme\n1. dark"));
        assertThat(told.get(1))
                .isInstanceOfSatisfying(
                        Sighting.NotDelivered.class,
                        refused -> assertThat(refused.reason()).contains("1. dark"));
    }

    @Test
    void waits_for_a_person_beyond_the_time_for_connecting() throws InterruptedException {
        shows(Duration.ofSeconds(60), "Your name:");

        assertThat(goesOn).isTrue();
        assertThat(told).singleElement().isInstanceOf(Sighting.Asked.class);
    }

    @Test
    void asks_once_and_says_when_the_prompt_has_gone() throws InterruptedException {
        delivered();
        shows(Duration.ofSeconds(5), PERMISSION);
        shows(WORKING);

        assertThat(keyboard.typed).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isInstanceOfSatisfying(Sighting.Asked.class, asked -> {
            assertThat(asked.prompt().text()).contains("make test");
            assertThat(asked.prompt().options())
                    .extracting(ScreenPrompt.Option::key)
                    .containsExactly("yes", "no");
        });
        assertThat(told.get(1)).isEqualTo(new Sighting.PromptGone());
    }

    @Test
    void asks_again_for_another_command_in_the_same_kind_of_prompt() throws InterruptedException {
        delivered();
        shows(PERMISSION);
        shows("Run this command?", "  make install", "Allow? (y/n)");

        assertThat(told).hasSize(3);
        assertThat(told.get(2))
                .isInstanceOfSatisfying(
                        Sighting.Asked.class,
                        asked -> assertThat(asked.prompt().text()).contains("make install"));
    }

    @Test
    void presses_the_keys_of_the_answer_that_it_is_given() throws Exception {
        delivered();
        shows(PERMISSION);
        CompletableFuture<String> answer = type("Deny");
        shows(PERMISSION);
        assertThat(answer.get()).isEqualTo("typed");
        assertThat(keyboard.typed.toString()).isEqualTo("n");
        shows(WORKING);
        assertThat(told).hasSize(1);
    }

    @Test
    void refuses_an_answer_that_is_none() throws Exception {
        delivered();
        shows(PERMISSION);
        CompletableFuture<String> answer = type("perhaps");
        shows(PERMISSION);

        assertThat(answer.get()).contains("none of the answers [yes, no]");
        assertThat(keyboard.typed).isEmpty();
    }

    @Test
    void types_a_text_where_one_is_asked_for() throws Exception {
        delivered();
        shows("Your name:");
        CompletableFuture<String> answer = type("Polly");
        shows("Your name:");

        assertThat(answer.get()).isEqualTo("typed");
        assertThat(keyboard.typed.toString()).isEqualTo("Polly\r");
    }

    @Test
    void types_what_others_want_to_have_typed_once_the_text_is_handed_over() throws Exception {
        CompletableFuture<String> reminder = type("Report when you are done.");
        delivered();
        shows("parrot", "", "> Report when you are done.");
        shows(Duration.ofSeconds(1), WORKING);

        assertThat(reminder.get()).isEqualTo("typed");
    }

    @Test
    void tells_of_a_quota_once_and_when_it_is_over() throws InterruptedException {
        delivered();
        shows(Duration.ofSeconds(3), "You have your limit reached, resets at 2026-01-02T18:00:00Z", "> ");

        assertThat(told)
                .containsExactly(new Sighting.QuotaReached(
                        "You have your limit reached, resets at 2026-01-02T18:00:00Z\n>",
                        Instant.parse("2026-01-02T18:00:00Z")));
    }

    @Test
    void does_not_type_while_a_person_does() throws InterruptedException {
        dialogue.takeOver(true);
        shows(Duration.ofSeconds(2), PROMPT);
        assertThat(keyboard.typed).isEmpty();

        dialogue.takeOver(false);
        shows(PROMPT);
        assertThat(keyboard.typed.toString()).contains(TEXT);
    }

    @Test
    void says_so_when_the_terminal_takes_nothing() throws InterruptedException {
        keyboard.stuck = true;
        shows(PROMPT);

        assertThat(goesOn).isFalse();
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Sighting.NotDelivered.class,
                        refused -> assertThat(refused.reason()).contains("took 0 of"));
    }

    /** Types from another thread, as everybody but the session's own does. */
    private CompletableFuture<String> type(String text) {
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                dialogue.requests().await(text, Duration.ofSeconds(30));
                return "typed";
            } catch (TerminalException e) {
                return e.getMessage();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> dialogue.requests().isWaiting());
        return outcome;
    }

    /** Keeps what is typed. */
    private static final class Keyboard implements TerminalSession {
        private final StringBuilder typed = new StringBuilder();
        private boolean stuck;

        @Override
        public SessionId id() {
            return SessionId.of("s-1");
        }

        @Override
        public ProcessIdentity process() {
            return new ProcessIdentity(1, Instant.EPOCH, "boot");
        }

        @Override
        public void write(byte[] bytes, Duration timeout) {
            if (stuck) {
                throw new TerminalException("The terminal took 0 of " + bytes.length + " bytes");
            }
            typed.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public TerminalOutput read(long offset, int maxBytes, Duration timeout) {
            return TerminalOutput.of(offset, new byte[0], false);
        }

        @Override
        public OptionalInt exitCode() {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt awaitExit(Duration timeout) {
            return OptionalInt.empty();
        }

        @Override
        public void resize(TerminalSize size) {}

        @Override
        public void end(Duration grace) {}

        @Override
        public void close() {}
    }
}
