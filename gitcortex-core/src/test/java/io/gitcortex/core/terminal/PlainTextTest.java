package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a terminal prints, without what only drives a screen. */
final class PlainTextTest {
    private final PlainText plain = new PlainText();

    private String text(String printed) {
        return plain.next(printed.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void colours_titles_and_character_sets_are_left_out() {
        assertThat(text("\u001b[1;31mred\u001b[0m \u001b]0;a title\u0007and\u001b(B \u001bP1$r\u001b\\so on\r\n"))
                .isEqualTo("red and so on\n");
    }

    @Test
    void characters_and_sequences_are_put_together_across_pieces() {
        byte[] bytes = "a\u001b[31mé😀z".getBytes(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (byte one : bytes) {
            all.append(plain.next(new byte[] {one}));
        }

        assertThat(all).hasToString("aé😀z");
    }

    @Test
    void a_control_string_without_an_end_does_not_swallow_the_rest() {
        assertThat(text("before\u001b]" + "x".repeat(10_000) + "after"))
                .startsWith("before")
                .endsWith("after");
        assertThat(text("one\u001bPtwo\u0018three\u001b[4\u001afour")).isEqualTo("onethreefour");
    }
}
