package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.terminal.dialect.Dialect;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.core.terminal.screen.ScreenView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A CLI that only turns its spinner says nothing. */
final class FreshLinesTest {
    private final FreshLines fresh = new FreshLines();
    private final Dialect qwen = Dialects.builtIn().named("qwen-code");

    /** Whether one of the lines is new, when the screen shows them for two looks. */
    private boolean says(String... lines) {
        ScreenView view = view(lines);
        boolean atOnce = fresh.areOn(view, qwen.recognise(view));
        return fresh.areOn(view, qwen.recognise(view)) || atOnce;
    }

    private static ScreenView view(String... lines) {
        return new ScreenView(List.of(lines), "", 0, 0, true);
    }

    @Test
    void a_line_is_new_once() {
        assertThat(says("Reading the file")).isTrue();
        assertThat(says("Reading the file")).isFalse();
        assertThat(says("Reading the file", "It holds hello")).isTrue();
    }

    @Test
    void what_was_scrolled_away_and_comes_back_is_not_new() {
        assertThat(says("Reading the file")).isTrue();
        assertThat(says("Editing")).isTrue();
        assertThat(says("Reading the file", "Editing")).isFalse();
    }

    @Test
    void spinners_and_seconds_are_not_new() {
        assertThat(says("✢ Symbioting… (9s · ↓ 7 tokens)")).isTrue();
        assertThat(says("✻ Symbioting… (10s · ↓ 7 tokens)")).isFalse();
        assertThat(says("* Symbioting… (11s · ↑ 12 tokens)")).isFalse();
    }

    @Test
    void what_shows_that_it_works_is_not_new_whatever_it_is_called() {
        assertThat(says("⠦ Just a sec, I'm optimizing the humor... (1s · esc to cancel)"))
                .isFalse();
        assertThat(says("⠧ Initiating thoughtful gaze... (16s · esc to cancel)"))
                .isFalse();
        assertThat(says("⠏ Initiating thoughtful gaze... (17s · esc to cancel)", "It holds hello"))
                .isTrue();
    }

    @Test
    void a_line_that_is_half_drawn_is_not_new() {
        assertThat(fresh.areOn(view("Read"), qwen.recognise(view("Read")))).isFalse();
        assertThat(fresh.areOn(view("Reading the"), qwen.recognise(view("Reading the"))))
                .isFalse();
        assertThat(says("Reading the file")).isTrue();
    }
}
