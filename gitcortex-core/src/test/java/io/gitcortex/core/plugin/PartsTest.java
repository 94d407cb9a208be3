package io.gitcortex.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void what_was_opened_last_is_closed_first_and_a_failure_keeps_no_other_from_being_closed() {
        parts.own(() -> closed.add("first"));
        parts.own(() -> {
            throw new IllegalStateException("cannot");
        });
        parts.own(() -> closed.add("last"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void what_comes_after_closing_is_closed_and_refused() {
        parts.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> parts.own(() -> closed.add("late")))
                .withMessage("This GitCortex has been closed");
        assertThat(closed).containsExactly("late");
    }

    @Test
    void a_part_may_be_taken_over_while_another_is_being_closed() {
        parts.own(() -> parts.own(() -> closed.add("opened by the close of another")));

        parts.close();

        assertThat(closed).containsExactly("opened by the close of another");
    }
}
