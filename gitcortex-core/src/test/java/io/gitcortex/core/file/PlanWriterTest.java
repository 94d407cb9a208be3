package io.gitcortex.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.Login;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanWriterTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Set<String> CLIS = Set.of("shell", "codex");

    private static final List<String> NASTY = List.of(
            "plain",
            "true",
            "no",
            "~",
            "null",
            "007",
            "1e3",
            "0x1F",
            "12:30:45",
            "2026-01-01",
            "- a: b # c",
            "{not: json}",
            "[x]",
            "a: b",
            "\"quoted\" 'single'",
            "*anchor &x !tag %percent @at `tick`",
            "two\nlines\n",
            "  blanks around  ",
            "\n\nbegins and ends with breaks\n\n",
            "tabs\tinside",
            "trailing colon:",
            "\ud83d\ude80 \u4f60\u597d \u00e9",
            "<<",
            "=",
            "?",
            "very long: %1$s");

    static List<String> nasty() {
        return NASTY;
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void a_plan_reads_back_the_same_whatever_its_texts_are(String nasty) {
        String text = nasty.replace("%1$s", "word ".repeat(100));
        WorkflowPlan plan = WorkflowPlan.builder("n" + text, text + "!")
                .verify(List.of("sh", "-c", text))
                .tasks(List.of(TaskPlan.builder(text + ".")
                        .id(TaskId.of("one"))
                        .description(text)
                        .terminals(List.of(TerminalPlan.builder("coder")
                                .id(TerminalId.of("one-coder"))
                                .cli("shell")
                                .command(List.of(text, "b"))
                                .build()))
                        .build()))
                .baseDirectory(HERE)
                .build();

        assertThat(read(PlanWriter.yaml(plan))).isEqualTo(plan);
    }

    @Test
    void everything_that_a_plan_can_say_is_written() {
        TerminalPlan terminal = TerminalPlan.builder("coder")
                .id(TerminalId.of("one-coder"))
                .cli("codex")
                .model("large")
                .command(List.of("x"))
                .passEnv(List.of("MY_TOKEN"))
                .login(Login.PRIVATE)
                .build();
        TaskPlan first = TaskPlan.builder("One")
                .id(TaskId.of("one"))
                .setup(List.of("npm", "ci"))
                .cleanup(List.of("rm", "x"))
                .terminals(List.of(terminal))
                .build();
        TaskPlan second = TaskPlan.builder("Two")
                .id(TaskId.of("two"))
                .dependsOn(List.of(TaskId.of("one")))
                .terminals(List.of(
                        terminal.toBuilder().id(TerminalId.of("two-coder")).build()))
                .build();
        WorkflowPlan plan = WorkflowPlan.builder("all", "Say everything")
                .base("main")
                .cli("codex")
                .mode(DecisionMode.MODEL)
                .sign(true)
                .limits(new WorkflowLimits(2, 5, Duration.ofMinutes(10), Duration.ofMillis(1500)))
                .verify(List.of("mvn", "-q", "test"))
                .errorTerminal(terminal.toBuilder().id(TerminalId.of("error")).build())
                .tasks(List.of(first, second))
                .baseDirectory(HERE)
                .build();

        assertThat(read(PlanWriter.yaml(plan))).isEqualTo(plan);
    }

    @Test
    void what_goes_without_saying_is_not_said() {
        WorkflowPlan plan = WorkflowPlan.builder("small", "Little")
                .tasks(List.of(TaskPlan.builder("One")
                        .id(TaskId.of("one"))
                        .terminals(List.of(
                                TerminalPlan.builder("coder").cli("codex").build()))
                        .build()))
                .build();

        assertThat(PlanWriter.yaml(plan)).isEqualTo("""
                name: small
                goal: Little
                tasks:
                  - id: one
                    name: One
                    terminals:
                      - role: coder
                        cli: codex
                """);
    }

    private static WorkflowPlan read(String yaml) {
        return PlanReader.read(yaml, HERE, CLIS).orThrow(problems -> new IllegalStateException(problems + "\n" + yaml));
    }
}
