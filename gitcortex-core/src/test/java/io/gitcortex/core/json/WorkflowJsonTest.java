package io.gitcortex.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowPlan;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkflowJsonTest {
    private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant UPDATED = Instant.parse("2026-01-31T12:00:00.123456789Z");

    private static final WorkflowTerminal TERMINAL = WorkflowTerminal.builder(TerminalId.of("term-1"), "coder", "codex")
            .taskId(TaskId.of("task-1"))
            .model("large")
            .ptySessionId(SessionId.of("s-1"))
            .status(TerminalStatus.REVIEW_PASSED)
            .orderIndex(2)
            .createdAt(CREATED)
            .updatedAt(UPDATED)
            .build();
    private static final WorkflowTask TASK = WorkflowTask.builder(
                    TaskId.of("task-1"), WorkflowId.of("wf-1"), "Say hello")
            .description("in two \"languages\"")
            .branch("gitcortex/wf-1/task-1")
            .status(TaskStatus.MERGING)
            .createdAt(CREATED)
            .updatedAt(UPDATED)
            .terminals(List.of(TERMINAL))
            .build();
    private static final Workflow WORKFLOW = Workflow.builder(WorkflowId.of("wf-1"), "greetings", "hello")
            .cliTypeId("codex")
            .status(WorkflowStatus.RUNNING)
            .orderIndex(1)
            .createdAt(CREATED)
            .updatedAt(UPDATED)
            .tasks(List.of(TASK))
            .build();

    private static final String TERMINAL_JSON = "{\"terminalId\":\"term-1\",\"taskId\":\"task-1\",\"role\":\"coder\","
            + "\"cli\":\"codex\",\"model\":\"large\",\"ptySessionId\":\"s-1\",\"status\":\"review_passed\","
            + "\"orderIndex\":2,\"createdAt\":\"2026-01-31T12:00:00Z\",\"updatedAt\":\"2026-01-31T12:00:00.123456789Z\"}";
    private static final String TASK_JSON = "{\"taskId\":\"task-1\",\"workflowId\":\"wf-1\",\"name\":\"Say hello\","
            + "\"description\":\"in two \\\"languages\\\"\",\"branch\":\"gitcortex/wf-1/task-1\",\"status\":\"merging\","
            + "\"orderIndex\":0,\"createdAt\":\"2026-01-31T12:00:00Z\",\"updatedAt\":\"2026-01-31T12:00:00.123456789Z\","
            + "\"terminals\":[" + TERMINAL_JSON + "]}";
    private static final String WORKFLOW_JSON =
            "{\"workflowId\":\"wf-1\",\"cliTypeId\":\"codex\",\"name\":\"greetings\","
                    + "\"goal\":\"hello\",\"status\":\"running\",\"orderIndex\":1,\"createdAt\":\"2026-01-31T12:00:00Z\","
                    + "\"updatedAt\":\"2026-01-31T12:00:00.123456789Z\",\"tasks\":[" + TASK_JSON + "]}";

    @Test
    void theFormIsThePromisedOne() {
        assertThat(WorkflowJson.write(TERMINAL)).isEqualTo(TERMINAL_JSON);
        assertThat(WorkflowJson.write(TASK)).isEqualTo(TASK_JSON);
        assertThat(WorkflowJson.write(WORKFLOW)).isEqualTo(WORKFLOW_JSON);
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        assertThat(WorkflowJson.readTerminal(TERMINAL_JSON)).isEqualTo(TERMINAL);
        assertThat(WorkflowJson.readTask(TASK_JSON)).isEqualTo(TASK);
        assertThat(WorkflowJson.readWorkflow(WORKFLOW_JSON)).isEqualTo(WORKFLOW);
    }

    @Test
    void whatIsMissingInASnapshotIsNull() {
        WorkflowTerminal bare =
                WorkflowTerminal.builder(TerminalId.of("t"), "r", "c").build();
        WorkflowTask bareTask =
                WorkflowTask.builder(TaskId.of("t"), WorkflowId.of("w"), "n").build();
        Workflow bareWorkflow = Workflow.builder(WorkflowId.of("w"), "n", "g").build();

        assertThat(WorkflowJson.write(bare)).contains("\"taskId\":null", "\"model\":null", "\"ptySessionId\":null");
        assertThat(WorkflowJson.write(bareTask)).contains("\"branch\":null", "\"terminals\":[]");
        assertThat(WorkflowJson.write(bareWorkflow)).contains("\"cliTypeId\":null", "\"tasks\":[]");
        assertThat(WorkflowJson.readTerminal(WorkflowJson.write(bare))).isEqualTo(bare);
        assertThat(WorkflowJson.readTask(WorkflowJson.write(bareTask))).isEqualTo(bareTask);
        assertThat(WorkflowJson.readWorkflow(WorkflowJson.write(bareWorkflow))).isEqualTo(bareWorkflow);
    }

    @Test
    void aFaultIsFoundByItsPath() {
        String json = WORKFLOW_JSON.replace("\"role\":\"coder\",", "").replace("\"merging\"", "\"sleeping\"");

        assertThatThrownBy(() -> WorkflowJson.readWorkflow(json))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "The workflow: tasks[0].status must be one of pending, running, merging, conflicted,"
                                                + " completed, failed, cancelled, not 'sleeping'",
                                        "The workflow: tasks[0].terminals[0].role is missing; it must be text"));
    }

    static Stream<Arguments> classesMadeByBuilders() {
        return Stream.of(
                Arguments.of(Workflow.class, WorkflowCodecs.WORKFLOW),
                Arguments.of(WorkflowTask.class, WorkflowCodecs.TASK),
                Arguments.of(WorkflowTerminal.class, WorkflowCodecs.TERMINAL),
                Arguments.of(WorkflowPlan.class, PlanCodecs.WORKFLOW),
                Arguments.of(TaskPlan.class, PlanCodecs.TASK),
                Arguments.of(TerminalPlan.class, PlanCodecs.TERMINAL));
    }

    @ParameterizedTest
    @MethodSource("classesMadeByBuilders")
    void noPropertyOfAClassIsForgotten(Class<?> type, ObjectCodec<?, ?> codec) {
        // A key is in no JSON: it is stored apart, encrypted.
        Set<String> notProperties = Set.of("toBuilder", "hashCode", "toString", "apiKey");

        assertThat(codec.keys())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                        .map(Method::getName)
                        .filter(name -> !notProperties.contains(name))
                        .toList());
    }

    @Test
    void everyPlanComesBackAsItWasWritten() {
        SampleValues samples = new SampleValues(5);
        for (int i = 0; i < 200; i++) {
            WorkflowPlan plan = samples.plan();

            assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
        }
    }

    @Test
    void aPlanNeedsOnlyWhatHasNoDefault() {
        assertThat(PlanJson.read(
                        "{\"name\":\"n\",\"goal\":\"g\",\"tasks\":[{\"name\":\"t\",\"terminals\":[{\"role\":\"r\","
                                + "\"cli\":null}]}],\"limits\":{\"stallTimeout\":\"PT5M\"},\"future\":1}"))
                .satisfies(plan -> assertThat(plan.limits().stallTimeout()).isPresent())
                .extracting(plan -> plan.tasks().get(0).terminals().get(0))
                .isEqualTo(TerminalPlan.builder("r").build());
        assertThatThrownBy(() ->
                        PlanJson.read("{\"tasks\":[{}],\"limits\":{\"parallelTasks\":0},\"baseDirectory\":\"x\"}"))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "The plan: name is missing; it must be text",
                                        "The plan: goal is missing; it must be text",
                                        "The plan: limits is not valid: parallelTasks must be positive, not 0",
                                        "The plan: tasks[0].name is missing; it must be text"));
        assertThatThrownBy(() -> PlanJson.read("{\"name\":\"n\",\"goal\":\"g\",\"baseDirectory\":\"x\"}"))
                .hasMessage("The plan is not valid: The base directory of a plan must be absolute, not x");
    }
}
