package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.terminal.dialect.ScreenState;
import io.gitcortex.core.terminal.dialect.Typing;
import io.gitcortex.core.terminal.screen.ScreenView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A text is typed once, submitted when it is seen, and counts as taken up when something begins. */
final class DeliveryTest {
    private static final Typing TYPING = new Typing(true, "\r", 200, true);
    private static final Typing ONCE = new Typing(true, "\r", 200, false);
    private static final String TEXT = "Read the file /data/i.md and do what it says.";

    private Instant now = Instant.EPOCH;
    private boolean paste = true;

    private ScreenView screen(String... lines) {
        return new ScreenView(List.of(lines), "", lines.length - 1, 0, paste);
    }

    private String typed(Delivery delivery, ScreenView view, ScreenState state) {
        Delivery.Step step = delivery.next(view, Optional.ofNullable(state), now);
        return step instanceof Delivery.Step.Type type
                ? type.keys()
                : step.getClass().getSimpleName();
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    @Test
    void types_submits_and_sees_that_something_begins() {
        Delivery delivery = new Delivery(TEXT, TYPING);
        assertThat(typed(delivery, screen("> "), ScreenState.READY)).isEqualTo("\u001b[200~" + TEXT + "\u001b[201~");
        assertThat(typed(delivery, screen("> " + TEXT), ScreenState.READY))
                .as("not before the pause is over")
                .isEqualTo("Wait");
        after(Duration.ofMillis(200));
        assertThat(typed(delivery, screen("> " + TEXT), ScreenState.READY)).isEqualTo("\r");
        assertThat(typed(delivery, screen("> " + TEXT), ScreenState.READY)).isEqualTo("Wait");
        assertThat(typed(delivery, screen("> ", "Working"), ScreenState.BUSY)).isEqualTo("Accepted");
    }

    @Test
    void takes_work_that_was_done_between_two_looks_for_begun() {
        Delivery delivery = submitted(TYPING);

        assertThat(typed(delivery, screen("> " + TEXT, "Done.", "", "", "", "> "), ScreenState.READY))
                .isEqualTo("Accepted");
    }

    @Test
    void presses_enter_once_more_where_it_was_swallowed() {
        Delivery delivery = submitted(TYPING);
        after(Duration.ofSeconds(8));

        assertThat(typed(delivery, screen("> " + TEXT, "  "), ScreenState.READY))
                .isEqualTo("\r");
        after(Duration.ofSeconds(8));
        assertThat(typed(delivery, screen("> " + TEXT, "  "), ScreenState.READY))
                .isEqualTo("Refused");
    }

    @Test
    void never_presses_it_again_where_that_could_do_harm() {
        Delivery delivery = submitted(ONCE);
        after(Duration.ofSeconds(8));

        assertThat(typed(delivery, screen("> " + TEXT), ScreenState.READY)).isEqualTo("Refused");
    }

    private Delivery submitted(Typing typing) {
        Delivery delivery = new Delivery(TEXT, typing);
        typed(delivery, screen("> "), ScreenState.READY);
        after(Duration.ofMillis(200));
        assertThat(typed(delivery, screen("> " + TEXT), ScreenState.READY)).isEqualTo("\r");
        return delivery;
    }

    @Test
    void recognises_what_is_wrapped_and_framed() {
        Delivery delivery = new Delivery(TEXT, TYPING);
        typed(delivery, screen("> "), ScreenState.READY);
        after(Duration.ofMillis(200));

        assertThat(typed(delivery, screen("│ > Read the file /data/i.md and do wh │", "│ at it says. │"), null))
                .isEqualTo("\r");
    }

    @Test
    void submits_a_long_text_of_which_only_a_mark_is_shown() {
        Delivery delivery = new Delivery(TEXT, TYPING);
        typed(delivery, screen("> "), ScreenState.READY);
        after(Duration.ofSeconds(5));

        assertThat(typed(delivery, screen("> [Pasted text #1]"), ScreenState.READY))
                .isEqualTo("\r");
    }

    @Test
    void does_not_submit_what_nobody_shows() {
        Delivery delivery = new Delivery(TEXT, TYPING);
        typed(delivery, screen("> "), ScreenState.READY);
        after(Duration.ofSeconds(5));

        assertThat(typed(delivery, screen("> "), ScreenState.READY)).isEqualTo("Refused");
    }

    @Test
    void does_not_submit_into_a_prompt_that_has_come_up() {
        Delivery delivery = new Delivery(TEXT, TYPING);
        typed(delivery, screen("> "), ScreenState.READY);
        after(Duration.ofMillis(200));

        assertThat(typed(delivery, screen("Allow? y/n"), ScreenState.ASKING)).isEqualTo("Refused");
    }

    @Test
    void types_no_control_characters_and_no_line_break_without_brackets() {
        paste = false;
        Delivery delivery = new Delivery("one\u001b[31m\n  two\u0007", TYPING);

        assertThat(typed(delivery, screen("> "), ScreenState.READY)).isEqualTo("one[31m two");
    }
}
