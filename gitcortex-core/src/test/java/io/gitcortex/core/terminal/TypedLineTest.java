package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.terminal.TerminalException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What may be typed into a terminal. */
final class TypedLineTest {
    private static String typed(String text) {
        return new String(TypedLine.of(text), StandardCharsets.UTF_8);
    }

    @Test
    void text_is_typed_as_it_is_and_ended_with_enter() {
        assertThat(typed("Grüße 😀\tand\nmore")).isEqualTo("Grüße 😀\tand\nmore\n");
    }

    @Test
    void nothing_that_would_drive_the_program_is_typed() {
        assertThat(typed("a\u0003b\u001b[2Jc\u007fd\u009b1me\u0085f\r")).isEqualTo("ab[2Jcd1mef\n");
    }

    @Test
    void a_line_that_a_terminal_would_cut_is_refused_whole() {
        assertThat(typed("x".repeat(1_000))).hasSize(1_001);
        assertThatThrownBy(() -> TypedLine.of("ok\n" + "é".repeat(2_048)))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("A line of 4096 bytes", "nothing was typed");
    }
}
