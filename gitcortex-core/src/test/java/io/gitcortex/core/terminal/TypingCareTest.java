package io.gitcortex.core.terminal;

import static io.gitcortex.core.terminal.Talk.PROMPT;
import static io.gitcortex.core.terminal.Talk.TEXT;
import static io.gitcortex.core.terminal.Talk.WORKING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is typed, and no Enter pressed, where that could allow what nobody has allowed, or say something twice. */
final class TypingCareTest {
    private static final String[] UNKNOWN = {"mynah 1.2", "Replace all files?", "  1. Go on  2. Stop"};
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Talk talk;

    @BeforeEach
    void begin() throws Exception {
        talk = Talk.with(directory);
    }

    @Test
    void what_others_want_typed_is_not_typed_into_a_screen_that_nobody_knows() throws Exception {
        talk.isDelivered();
        CompletableFuture<String> reminder = talk.type("Report when you are done.");

        String typed = talk.typed(() -> talk.shows(Duration.ofSeconds(15), UNKNOWN));

        assertThat(typed).isEmpty();
        assertThat(reminder.get(30, TimeUnit.SECONDS)).contains("none that is known", "Replace all files?");
    }

    @Test
    void what_others_want_typed_waits_for_a_screen_that_is_being_drawn() throws Exception {
        talk.isDelivered();
        CompletableFuture<String> reminder = talk.type("Report when you are done.");
        assertThat(talk.typed(() -> talk.shows(Duration.ofSeconds(3), "mynah 1.2")))
                .isEmpty();
        talk.shows(PROMPT);
        talk.shows("mynah 1.2", "", "> Report when you are done.");
        talk.shows(WORKING);

        assertThat(reminder.get(30, TimeUnit.SECONDS)).isEqualTo("typed");
    }

    @Test
    void what_comes_up_right_behind_the_first_prompt_is_answered_before_anything_is_typed() throws Exception {
        talk = new Talk(
                directory,
                "settle_millis: 2000\ntyping: {paste: true, enter: \"\\r\", pause_millis: 200, again: true}");

        assertThat(talk.typed(() -> talk.shows(Duration.ofSeconds(1), PROMPT))).isEmpty();
        assertThat(talk.typed(() -> talk.shows("mynah 1.2", "New folder"))).isEqualTo("\r");
        assertThat(talk.typed(() -> talk.shows(Duration.ofMillis(2100), PROMPT)))
                .isEqualTo("\u001b[200~" + TEXT + "\u001b[201~");
    }

    @Test
    void a_screen_that_nobody_knows_and_that_comes_up_behind_the_text_gets_no_enter() throws Exception {
        talk.shows(PROMPT);

        String typed = talk.typed(() -> talk.shows(LONG, UNKNOWN));

        assertThat(typed).isEmpty();
        assertThat(talk.goesOn()).isFalse();
        assertThat(talk.told())
                .last()
                .isInstanceOfSatisfying(
                        Sighting.NotDelivered.class,
                        refused -> assertThat(refused.reason()).contains("did not appear"));
    }

    @Test
    void a_screen_that_nobody_knows_and_that_comes_up_behind_the_enter_gets_no_second_one() throws Exception {
        talk.shows(PROMPT);
        talk.shows("mynah 1.2", "", "> " + TEXT);

        String typed = talk.typed(() -> talk.shows(LONG, UNKNOWN));

        assertThat(typed).isEmpty();
        assertThat(talk.goesOn()).isFalse();
    }

    @Test
    void an_enter_that_was_swallowed_is_pressed_again_where_nothing_else_has_come_up() throws Exception {
        talk.shows(PROMPT);
        String[] full = {"mynah 1.2", "", "* " + TEXT};
        assertThat(talk.typed(() -> talk.shows(full))).isEqualTo("\r");

        String typed = talk.typed(() -> talk.shows(Duration.ofSeconds(9), "mynah 1.2", "", "* " + TEXT, "  "));

        assertThat(typed).isEqualTo("\r");
    }

    @Test
    void a_text_that_was_typed_and_not_submitted_is_not_typed_a_second_time() throws Exception {
        talk.isDelivered();
        String line = "> Report when you are done.";
        CompletableFuture<String> first = talk.type(line.substring(2));
        talk.shows(PROMPT);
        talk.shows("mynah", "Trust?");
        assertThat(first.get(30, TimeUnit.SECONDS)).contains("began to ask something");
        talk.shows("mynah", "", line);

        CompletableFuture<String> second = talk.type(line.substring(2));
        String typed = talk.typed(() -> talk.shows("mynah", "", line));
        talk.shows(WORKING);

        assertThat(typed).isEqualTo("\r");
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("typed");
    }

    @Test
    void a_text_that_has_gone_from_the_screen_is_typed_again() throws Exception {
        talk.isDelivered();
        CompletableFuture<String> first = talk.type("Report when you are done.");
        talk.shows(PROMPT);
        talk.shows("mynah", "Trust?");
        assertThat(first.get(30, TimeUnit.SECONDS)).contains("began to ask something");
        talk.shows(PROMPT);

        CompletableFuture<String> second = talk.type("Report when you are done.");

        assertThat(talk.typed(() -> talk.shows(PROMPT))).contains("Report when you are done.");
        assertThat(second).isNotDone();
    }

    @Test
    void a_text_that_is_under_way_is_waited_for_beyond_the_time_that_was_given() throws Exception {
        talk.isDelivered();
        CompletableFuture<String> outcome = talk.type("Report when you are done.", Duration.ofMillis(300));
        talk.shows(PROMPT);

        CompletableFuture<Void> longer =
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        longer.get(30, TimeUnit.SECONDS);
        assertThat(outcome).isNotDone();
        talk.shows("mynah", "", "> Report when you are done.");
        talk.shows(WORKING);

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo("typed");
    }

    @Test
    void a_line_that_a_terminal_would_cut_is_refused_where_it_cannot_be_pasted() throws Exception {
        talk.isDelivered();
        talk.pastes(false);
        CompletableFuture<String> outcome = talk.type("x".repeat(4_096));

        String typed = talk.typed(() -> talk.shows(PROMPT));

        assertThat(typed).isEmpty();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).contains("longer than a line");
    }

    @Test
    void a_blank_text_presses_no_enter() throws Exception {
        talk.isDelivered();
        CompletableFuture<String> outcome = talk.type(" \n");

        assertThat(talk.typed(() -> talk.shows(PROMPT))).isEmpty();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).contains("nothing to type");
    }

    @Test
    void an_answer_in_words_drives_nothing_and_is_submitted_apart() throws Exception {
        talk.isDelivered();
        talk.pastes(false);
        talk.shows("Your name:");
        CompletableFuture<String> outcome = talk.type("Polly\u001b[A\u0003\r\nrm everything\t!");

        String text = talk.typed(() -> talk.shows(Duration.ofMillis(100), "Your name:"));
        String enter = talk.typed(() -> talk.shows("Your name: Polly[A rm everything !"));

        assertThat(text).isEqualTo("Polly[A rm everything !");
        assertThat(enter).isEqualTo("\r");
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo("typed");
    }

    @Test
    void an_answer_in_words_is_not_submitted_where_nobody_asks_any_more() throws Exception {
        talk.isDelivered();
        talk.shows("Your name:");
        CompletableFuture<String> outcome = talk.type("Polly");
        talk.shows(Duration.ofMillis(100), "Your name:");

        String typed = talk.typed(() -> talk.shows(UNKNOWN));

        assertThat(typed).isEmpty();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).contains("stopped asking");
        assertThat(talk.told()).last().isEqualTo(new Sighting.PromptGone());
    }

    @Test
    void what_is_asked_before_the_text_is_handed_over_can_be_answered_however_late() throws Exception {
        talk.shows(Duration.ofMinutes(2), "Trust?");
        CompletableFuture<String> outcome = talk.type("yes");

        assertThat(talk.typed(() -> talk.shows("Trust?"))).isEqualTo("y");
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo("typed");
        talk.shows(Duration.ofSeconds(5), "Loading");
        talk.isDelivered();
        assertThat(talk.told()).last().isEqualTo(new Sighting.Delivered());
    }

    @Test
    void a_cli_that_is_connected_with_its_first_output_may_take_longer_to_be_ready() throws Exception {
        Talk slow = new Talk(directory, """
                connected: output
                typing: {paste: true, enter: "\\r", pause_millis: 200, again: true}""");
        slow.shows(Duration.ofSeconds(100), "Loading");
        assertThat(slow.goesOn()).isTrue();
        slow.isDelivered();
        assertThat(slow.told()).last().isEqualTo(new Sighting.Delivered());

        Talk silent = new Talk(directory, "connected: output");
        silent.shows(Duration.ofSeconds(31), "");
        assertThat(silent.goesOn()).isFalse();
    }

    @Test
    void what_its_dialect_allows_and_the_terminal_does_not_take_is_left_to_a_person() throws Exception {
        talk.isStuck();

        talk.shows("New folder");

        assertThat(talk.goesOn()).isTrue();
        assertThat(talk.told()).singleElement().isInstanceOf(Sighting.Asked.class);
    }

    @Test
    void a_secret_is_neither_typed_nor_repeated() throws Exception {
        talk.shows("Token:");
        CompletableFuture<String> outcome = talk.type("s3cret");

        assertThat(talk.typed(() -> talk.shows("Token:"))).isEmpty();
        assertThat(outcome.get(30, TimeUnit.SECONDS))
                .contains("none of the answers")
                .doesNotContain("s3cret");
    }
}
