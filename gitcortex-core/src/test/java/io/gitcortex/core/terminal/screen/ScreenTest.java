package io.gitcortex.core.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final String CSI = "\u001b[";
    private static final String OSC = "\u001b]";
    private static final String ST = "\u001b\\";

    private final Screen screen = Screen.of(new TerminalSize(20, 5));

    private String feed(String output) {
        return new String(screen.feed(output.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return screen.view().lines();
    }

    @Test
    void every_row_is_a_line_without_blanks_at_its_end() {
        feed("one  \r\ntwo\r\n\r\n   four");

        assertThat(lines()).containsExactly("one", "two", "", "   four", "");
        assertThat(screen.view().cursorRow()).isEqualTo(3);
        assertThat(screen.view().cursorColumn()).isEqualTo(7);
    }

    @Test
    void what_a_program_draws_over_is_not_seen_any_more() {
        feed(CSI + "2J" + CSI + "H╭──────╮\r\n│ old  │\r\n╰──────╯" + CSI + "2;3Hnew!" + CSI + "3;1H" + CSI + "2K");

        assertThat(lines()).startsWith("╭──────╮", "│ new! │", "");
    }

    @Test
    void the_rows_that_scroll_are_those_between_the_margins() {
        feed("top\r\na\r\nb\r\nc\r\nbottom" + CSI + "2;4r" + CSI + "4;1H\nd" + CSI + "r");

        assertThat(lines()).containsExactly("top", "b", "c", "d", "bottom");
    }

    @Test
    void the_other_screen_is_left_without_a_trace() {
        for (String mode : List.of("?1049", "?1047", "?47")) {
            feed("\u001bcshell$ agent" + CSI + mode + "h" + CSI + "2J" + CSI + "Hmenu");
            assertThat(lines()).as(mode).startsWith("menu");

            feed(CSI + mode + "l");
            assertThat(lines()).as(mode).startsWith("shell$ agent");
        }
    }

    @Test
    void a_character_that_is_cut_in_two_by_reading_is_whole() {
        byte[] bytes = "é漢🚀".getBytes(StandardCharsets.UTF_8);
        for (byte one : bytes) {
            screen.feed(new byte[] {one});
        }

        assertThat(lines()).startsWith("é漢🚀");
        assertThat(screen.view().cursorColumn()).isEqualTo(5);
    }

    @Test
    void wide_characters_take_two_columns_and_begin_a_row_where_they_do_not_fit() {
        feed("漢字|" + CSI + "1;6H!" + CSI + "2H" + "x".repeat(19) + "漢");

        assertThat(lines()).startsWith("漢字|!", "x".repeat(19), "漢");
    }

    @Test
    void a_full_row_wraps_only_if_nothing_comes_between() {
        feed("x".repeat(20) + CSI + "0m" + CSI + "?25h" + "y");
        assertThat(lines()).startsWith("x".repeat(20), "y");

        feed("\u001bc\u001b7" + "x".repeat(20) + "\u001b8y" + CSI + "2;20Hz" + CSI + "Aw\u001bcv");
        assertThat(lines()).startsWith("v", "");
        feed("\u001bc\u001b7" + "x".repeat(20) + "\u001b8y" + CSI + "2;20Hz" + CSI + "Aw\nv");
        assertThat(lines()).startsWith("y" + "x".repeat(18) + "w", " ".repeat(19) + "v", "");
    }

    @Test
    void the_half_of_a_wide_character_that_was_drawn_over_is_a_blank() {
        feed("漢" + CSI + "1;1Hx" + CSI + "1;4Hy");

        assertThat(lines()).startsWith("x  y");
    }

    @Test
    void characters_without_width_take_no_room() {
        feed("cafe\u0301 \u26a0\ufe0f" + CSI + "1;8H!\u200b" + CSI + "1;10H?");

        assertThat(lines()).startsWith("café \u26a0 ! ?");
    }

    @Test
    void colours_of_any_length_leave_nothing_on_the_screen() {
        feed(CSI + "38;2;255;255;255;48;2;100;100;100;1;4m" + "text" + CSI + "38:2::1:2:3m" + CSI + "0m.");

        assertThat(lines()).startsWith("text.");
    }

    @Test
    void sequences_about_keyboards_mice_and_windows_move_nothing() {
        feed("ab" + CSI + ">7u" + CSI + "?u" + CSI + "<u" + CSI + ">4;2m" + CSI + "=1;1u" + CSI + "22;0;0t" + CSI
                + "?1004h" + CSI + "?2026h" + CSI + ">q" + CSI + "1 q" + CSI + "?7r" + "cd" + CSI + "?2026l");

        assertThat(lines()).startsWith("abcd");
    }

    @Test
    void strings_for_the_terminal_are_not_shown_however_they_end() {
        feed("a" + OSC + "8;;http://x" + ST + "b" + OSC + "52;c;AAAA\u0007c\u001bP1$r0m" + ST + "d\u001b_Gi=1" + ST
                + "e");
        feed("\u001bP" + "x".repeat(100_000) + ST + "f");

        assertThat(lines()).startsWith("abcdef");
    }

    @Test
    void lines_are_drawn_in_the_character_set_for_them() {
        feed("\u001b(0lqk\u001b(B lqk");

        assertThat(lines()).startsWith("┌─┐ lqk");
    }

    @Test
    void the_newest_title_is_shown_and_what_codex_says_behind_it() {
        feed(OSC + "0;first\u0007" + OSC + "2;second" + ST + OSC + "1;icon\u0007");
        assertThat(screen.view().title()).isEqualTo("second");

        feed(OSC + "7501;state=working" + ST);
        assertThat(screen.view().title()).isEqualTo("second\nstate=working");

        feed(OSC + "7501;state=idle" + ST + OSC + "2;a\tb" + ST);
        assertThat(screen.view().title()).isEqualTo("ab\nstate=idle");
    }

    @Test
    void pasting_in_brackets_is_known_while_it_is_switched_on() {
        assertThat(screen.view().bracketedPaste()).isFalse();
        feed(CSI + "?1;2004h");
        assertThat(screen.view().bracketedPaste()).isTrue();
        feed(CSI + "?2004l");
        assertThat(screen.view().bracketedPaste()).isFalse();
        feed(CSI + "?2004h\u001bc");
        assertThat(screen.view().bracketedPaste()).isFalse();
    }

    @Test
    void questions_to_the_terminal_are_answered_each() {
        assertThat(feed("ab\r\ncd" + CSI + "6n" + CSI + "c" + CSI + "5n" + CSI + ">c"))
                .isEqualTo(CSI + "2;3R" + CSI + "?1;2c" + CSI + "0n" + CSI + ">0;184;0c");
        assertThat(feed("more" + CSI + "8n" + OSC + "11;?" + ST)).isEmpty();
        assertThat(feed((CSI + "c").repeat(10_000)).length()).isBetween(1_000, 4_096);
    }

    @Test
    void a_soft_reset_keeps_the_screen_that_is_shown() {
        feed("shell" + CSI + "?1049h" + CSI + "2Jmenu" + CSI + "2;3r" + CSI + "!p" + CSI + "?1049l");

        assertThat(lines()).startsWith("shell");
    }

    @Test
    void a_screen_can_be_made_smaller_and_larger() {
        feed("one\r\ntwo\r\nthree\r\nfour\r\nfive");
        screen.resize(new TerminalSize(3, 2));
        assertThat(lines()).hasSize(2).contains("fiv");

        screen.resize(new TerminalSize(30, 6));
        feed(CSI + "H" + CSI + "2J" + "x".repeat(30));
        assertThat(lines()).hasSize(6).startsWith("x".repeat(30));

        screen.resize(new TerminalSize(1, 1));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void an_emulator_that_fails_is_replaced_by_an_empty_one() {
        Screen fragile = Screen.of(new TerminalSize(20, 5), () -> new ScreenTerminal() {
            @Override
            public synchronized boolean write(CharSequence text) {
                if (text.toString().equals("!")) {
                    throw new ArrayIndexOutOfBoundsException(-1);
                }
                return super.write(text);
            }
        });
        fragile.feed("before".getBytes(StandardCharsets.UTF_8));
        fragile.feed("!after".getBytes(StandardCharsets.UTF_8));

        assertThat(fragile.view().lines()).startsWith("after", "");
    }

    @Test
    void a_view_does_not_change_afterwards() {
        feed("one");
        ScreenView before = screen.view();
        feed("\rtwo");

        assertThat(before.text().lines().findFirst()).contains("one");
    }
}
