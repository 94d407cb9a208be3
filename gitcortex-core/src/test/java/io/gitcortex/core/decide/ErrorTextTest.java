package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
    @Test
    void has_four_lines_that_are_typed_as_they_are() {
        FailWorkflow failure = new FailWorkflow("Disk full", ErrorSeverity.CRITICAL);

        assertThat(ErrorText.of(failure))
                .isEqualTo("[ERROR] Workflow failed: Disk full\n\nSeverity: Critical\nPlease investigate and fix.");
        assertThat(ErrorText.typed(failure)).isEqualTo(ErrorText.of(failure));
    }

    @Test
    void is_typed_in_lines_that_every_terminal_takes_and_kept_whole_in_the_file() {
        FailWorkflow failure = new FailWorkflow("é\uD83D\uDE00".repeat(2_000), ErrorSeverity.MAJOR);

        assertThat(ErrorText.of(failure)).contains(failure.error());
        assertThat(ErrorText.typed(failure).lines())
                .hasSize(4)
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= ShortLine.MAX_BYTES)
                .noneMatch(line -> line.contains("\uFFFD"))
                .anyMatch(line -> line.endsWith("..."));
    }
}
