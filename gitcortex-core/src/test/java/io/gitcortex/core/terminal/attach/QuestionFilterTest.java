package io.gitcortex.core.terminal.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuestionFilterTest {
    private final QuestionFilter filter = new QuestionFilter();

    private String next(String output) {
        return new String(filter.next(output.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void what_draws_passes_as_it_is() {
        String drawing =
                "\u001b[?1049h\u001b[2J\u001b[38;2;1;2;3;48;2;100;100;100m漢字\u001b[0m\r\n\u001b7\u001b(0lqk\u001b(B"
                        + "\u001b]0;title\u001b\\\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\\u001b[?2004h\u001b[2 q\u0007\u001b[?25l";

        assertThat(next(drawing)).isEqualTo(drawing);
    }

    @Test
    void what_a_terminal_would_answer_does_not_pass() {
        assertThat(
                        next(
                                "a\u001b[c\u001b[>c\u001b[=c\u001b[6n\u001b[?6n\u001b[5n\u001b[?2026$p\u001b[>q\u001b[18t\u001bZ\u0005b"))
                .isEqualTo("ab");
        assertThat(next("a\u001b]11;?\u0007\u001b]4;1;?\u001b\\\u001bP+q544e\u001b\\\u001bP$qm\u001b\\b"))
                .isEqualTo("ab");
    }

    @Test
    void neither_does_what_would_outlast_the_visit() {
        assertThat(next("a\u001b[>7u\u001b[=1;1u\u001b[?u\u001b[>4;2m\u001b]52;c;AAAA\u0007b"))
                .isEqualTo("ab");
    }

    @Test
    void a_question_that_comes_in_two_pieces_is_one() {
        assertThat(next("a\u001b[")).isEqualTo("a");
        assertThat(next("6")).isEmpty();
        assertThat(next("nb")).isEqualTo("b");
    }
}
