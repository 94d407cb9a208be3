package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.json.PlanJson;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletePlanTest {
    private static final Set<String> CLIS = Set.of("codex", "shell");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "English greeting|english-greeting",
                "  Fix #12: (crash)!  |fix-12-crash",
                "Crème brûlée|creme-brulee",
                "ＦＵＬＬ ｗｉｄｔｈ|full-width",
                "世界|task",
                "---|task",
                "İstanbul|istanbul",
                "a name that goes on and on and on until it ends|a-name-that-goes-on-and-on-and-on-until"
            })
    void aTaskIsCalledAfterItsName(String name, String id) {
        assertThat(complete(task(name)).tasks().get(0).id()).contains(TaskId.of(id));
    }

    @Test
    void generatedIdsDifferFromEachOtherAndFromGivenOnes() {
        WorkflowPlan plan = complete(
                task("Same"),
                task("same!"),
                task("SAME").toBuilder().id(TaskId.of("same-2")).build(),
                task("x".repeat(50)),
                task("x".repeat(60)));

        assertThat(plan.tasks())
                .extracting(task -> task.id().orElseThrow().value())
                .containsExactly("same", "same-3", "same-2", "x".repeat(40), "x".repeat(38) + "-2");
    }

    @Test
    void terminalsAreCalledAfterTaskAndRoleAcrossTheWorkflow() {
        TaskPlan task = TaskPlan.builder("A")
                .terminals(List.of(
                        terminal("coder"), terminal("coder"), terminal("Lead reviewer / judge"), terminal("審査")))
                .build();
        TaskPlan thief = TaskPlan.builder("B")
                .terminals(List.of(terminal("coder").toBuilder()
                        .id(TerminalId.of("a-coder"))
                        .build()))
                .build();

        assertThat(complete(task, thief).tasks())
                .flatExtracting(TaskPlan::terminals)
                .extracting(terminal -> terminal.id().orElseThrow().value())
                .containsExactly("a-coder-2", "a-coder-3", "a-lead-reviewer-judge", "a-terminal", "a-coder");
    }

    @Test
    void completingTwiceChangesNothing() {
        WorkflowPlan once = complete(task("A"), task("A"));

        assertThat(CompletePlan.of(once, CLIS)).isEqualTo(once);
        assertThat(CompletePlan.of(PlanJson.read(PlanJson.write(once)), CLIS)).isEqualTo(once);
    }

    @Test
    void problemsAreToldWithTheirPlaceInThePlan() {
        WorkflowPlan plan = WorkflowPlan.builder("broken", "g")
                .tasks(List.of(
                        task("A").toBuilder()
                                .dependsOn(List.of(TaskId.of("a"), TaskId.of("zzz")))
                                .build(),
                        TaskPlan.builder("B").build(),
                        TaskPlan.builder("C")
                                .terminals(List.of(
                                        TerminalPlan.builder("coder")
                                                .cli("shell")
                                                .build(),
                                        TerminalPlan.builder("coder").build()))
                                .build()))
                .build();

        assertThatThrownBy(() -> CompletePlan.of(plan, CLIS))
                .isInstanceOfSatisfying(
                        InvalidPlanException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "tasks[1].terminals: 'terminals' of task 'b' must name at least one terminal",
                                        "tasks[2].terminals[0].command: terminal 'c-coder' needs a 'command': that is what the"
                                                + " CLI 'shell' runs",
                                        "tasks[2].terminals[1].cli: terminal 'c-coder-2' has no 'cli', and the workflow has none"
                                                + " for all",
                                        "tasks[0].dependsOn[1]: task 'a' depends on 'zzz', which is no task",
                                        "tasks[0].dependsOn: tasks wait for each other: a -> a"))
                .hasMessageStartingWith("The plan 'broken' cannot be carried out:\n  tasks[1].terminals: ");
    }

    @Test
    void aChainAsLongAsThePlanIsNoTrouble() {
        List<TaskPlan> chain = IntStream.range(0, 20_000)
                .mapToObj(i -> task("t").toBuilder()
                        .id(TaskId.of("t" + i))
                        .dependsOn(List.of(TaskId.of("t" + (i + 1) % 20_000)))
                        .build())
                .toList();

        assertThatThrownBy(() -> complete(chain.toArray(TaskPlan[]::new)))
                .hasMessageContaining("t0 -> t1 -> t2 -> ")
                .hasMessageContaining("t19999 -> t0");
        assertThat(complete(Stream.concat(
                                        chain.stream().limit(19_999),
                                        Stream.of(task("last").toBuilder()
                                                .id(TaskId.of("t19999"))
                                                .build()))
                                .toArray(TaskPlan[]::new))
                        .tasks())
                .hasSize(20_000);
    }

    private static WorkflowPlan complete(TaskPlan... tasks) {
        return CompletePlan.of(
                WorkflowPlan.builder("n", "g").tasks(List.of(tasks)).build(), CLIS);
    }

    private static TaskPlan task(String name) {
        return TaskPlan.builder(name).terminals(List.of(terminal("coder"))).build();
    }

    private static TerminalPlan terminal(String role) {
        return TerminalPlan.builder(role).cli("codex").build();
    }
}
