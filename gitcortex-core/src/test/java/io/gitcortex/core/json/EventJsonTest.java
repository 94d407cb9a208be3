package io.gitcortex.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.WorkflowEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventJsonTest {
    private static final int SAMPLES = 40;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> CAME_LATER =
            Set.of("decision_requested.reservedTokens", "answer_refused.usage", "decision_failed.usage");

    /** Found by walking the sealed hierarchy here, not by asking the code under test. */
    static Stream<Class<? extends WorkflowEvent>> eventTypes() {
        List<Class<? extends WorkflowEvent>> found = new ArrayList<>();
        collect(WorkflowEvent.class, found);
        return found.stream();
    }

    private static void collect(Class<?> type, List<Class<? extends WorkflowEvent>> found) {
        if (type.isRecord()) {
            found.add(type.asSubclass(WorkflowEvent.class));
            return;
        }
        assertThat(type.isSealed()).as("%s is a record or sealed", type).isTrue();
        Arrays.stream(type.getPermittedSubclasses()).forEach(permitted -> collect(permitted, found));
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void everyEventComesBackAsItWasWritten(Class<? extends WorkflowEvent> type) {
        SampleValues samples = new SampleValues(type.getName().hashCode());
        for (int i = 0; i < SAMPLES; i++) {
            WorkflowEvent event = samples.record(type);

            String json = EventJson.write(event);

            assertThat(EventJson.read(EventJson.typeOf(event), json)).isEqualTo(event);
            assertThat(json).doesNotContain("\n");
            assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .as("survives a store that keeps UTF-8")
                    .isEqualTo(json);
        }
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void theKeysOfAnEventAreTheComponentsOfItsRecord(Class<? extends WorkflowEvent> type) throws Exception {
        JsonNode json = MAPPER.readTree(EventJson.write(new SampleValues(1).record(type)));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void whatMustBeThereIsMissedByItsName(Class<? extends WorkflowEvent> type) throws Exception {
        WorkflowEvent event = new SampleValues(2).record(type);
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || CAME_LATER.contains(EventJson.typeOf(event) + "." + component.getName());
            ObjectNode json = (ObjectNode) MAPPER.readTree(EventJson.write(event));
            json.remove(component.getName());
            if (nullable) {
                assertThat(EventJson.read(EventJson.typeOf(event), json.toString()))
                        .isInstanceOf(type);
            } else {
                assertThatThrownBy(() -> EventJson.read(EventJson.typeOf(event), json.toString()))
                        .isInstanceOf(JsonFormatException.class)
                        .hasMessageStartingWith(EventJson.typeOf(event) + ": " + component.getName() + " is missing");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void keysOfANewerVersionAreIgnored(Class<? extends WorkflowEvent> type) throws Exception {
        WorkflowEvent event = new SampleValues(3).record(type);
        ObjectNode json = (ObjectNode) MAPPER.readTree(EventJson.write(event));
        json.putObject("fromTheFuture").put("deep", 1);

        assertThat(EventJson.read(EventJson.typeOf(event), json.toString())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void noEventHasRoomForTheIdOfAnInstruction(Class<? extends WorkflowEvent> type) {
        Set<Type> seen = new HashSet<>();
        reach(type, seen);

        assertThat(seen).doesNotContain(InstructionId.class);
    }

    private static void reach(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> reach(argument, seen));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            Arrays.stream(plain.getRecordComponents()).forEach(part -> reach(part.getGenericType(), seen));
        } else if (type instanceof Class<?> plain && plain.isSealed()) {
            Arrays.stream(plain.getPermittedSubclasses()).forEach(permitted -> reach(permitted, seen));
        }
    }

    @Test
    void typesAreTheRecordsNamesInSnakeCase() {
        assertThat(EventJson.typeOf(completed())).isEqualTo("terminal_completed");
        assertThat(eventTypes().map(type -> EventJson.typeOf(new SampleValues(4).record(type))))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @Test
    void theFormInTheJournalIsThisOne() {
        assertThat(EventJson.write(completed()))
                .isEqualTo("{\"workflowId\":\"wf-1\",\"taskId\":\"task-1\",\"terminalId\":\"term-1\","
                        + "\"commit\":{\"hash\":\"c0ffee\",\"branch\":\"gitcortex/wf-1/task-1\",\"message\":\"Say hello\","
                        + "\"source\":\"branch\"},"
                        + "\"filesChanged\":[{\"path\":\"hello.txt\",\"changeType\":\"added\"}],\"notes\":null}");
    }

    @Test
    void methodsThatOnlyLookLikeProperitesStayOut() {
        ReportedCommit commit = completed().commit();
        WorkflowEvent failed = new TerminalFailed(
                WorkflowId.of("wf-1"), TaskId.of("task-1"), TerminalId.of("term-1"), commit, "see the log");

        assertThat(EventJson.write(failed)).doesNotContain("error");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        String json =
                "{\"workflowId\":7,\"taskId\":\"  \",\"terminalId\":\"t\",\"commit\":{\"hash\":\"h\",\"branch\":\"b\","
                        + "\"message\":\"m\",\"source\":\"rumour\"},\"filesChanged\":[{\"path\":\"a\"}]}";

        assertThatThrownBy(() -> EventJson.read("terminal_completed", json))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "terminal_completed: workflowId must be a workflow's id, not 7",
                                        "terminal_completed: taskId is not valid: A task id must not be blank",
                                        "terminal_completed: commit.source must be one of branch, host, not 'rumour'",
                                        "terminal_completed: filesChanged[0].changeType is missing; it must be text"));
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> EventJson.read("workflow_resumed", "{\"workflowId\":\"w\",\"epoch\":1.5}"))
                .hasMessage("workflow_resumed: epoch must be a whole number, not 1.5");
        assertThatThrownBy(() ->
                        EventJson.read("workflow_resumed", "{\"workflowId\":\"w\",\"epoch\":9223372036854775808}"))
                .hasMessage("workflow_resumed: epoch must be a whole number, not 9223372036854775808");
    }

    @Test
    void aTypeOfANewerVersionIsNamed() {
        assertThatThrownBy(() -> EventJson.read("moon_landed", "{}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("'moon_landed'")
                .hasMessageContaining("newer");
    }

    @Test
    void textThatIsNoJsonIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> EventJson.read("workflow_started", "{\"workflowId\":"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith("workflow_started is not JSON: line 1, column");
        assertThatThrownBy(() -> EventJson.read("workflow_started", ""))
                .hasMessage("workflow_started is not JSON: the text is empty");
        assertThatThrownBy(() -> EventJson.read("workflow_started", "{\"workflowId\":\"a\"} x"))
                .isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> EventJson.read("workflow_started", "{\"workflowId\":\"a\",\"workflowId\":\"b\"}"))
                .hasMessageContaining("Duplicate field 'workflowId'");
        assertThatThrownBy(() -> EventJson.read("workflow_started", "[".repeat(100_000)))
                .isInstanceOf(JsonFormatException.class);
    }

    @Test
    void anEventIsReadInCamelCaseOnly() {
        WorkflowEvent event = new TaskStarted(WorkflowId.of("w"), TaskId.of("t"), "b", "c");
        String snake = EventJson.write(event).replace("baseCommit", "base_commit");

        assertThatThrownBy(() -> EventJson.read("task_started", snake))
                .hasMessage("task_started: baseCommit is missing; it must be text");
    }

    private static TerminalCompleted completed() {
        return new TerminalCompleted(
                WorkflowId.of("wf-1"),
                TaskId.of("task-1"),
                TerminalId.of("term-1"),
                new ReportedCommit("c0ffee", "gitcortex/wf-1/task-1", "Say hello", CommitSource.BRANCH),
                List.of(new FileChange("hello.txt", "added")),
                null);
    }

    @Test
    void eventsOfBeforeAFieldWasThereAreRead() {
        assertThat(EventJson.read(
                        "decision_requested",
                        "{\"workflowId\":\"wf-1\",\"decision\":2,\"throughSequence\":7,\"promptHash\":\"ab\"}"))
                .isEqualTo(new DecisionRequested(WorkflowId.of("wf-1"), 2, 7, "ab", 0));
        assertThat(EventJson.read("answer_refused", "{\"workflowId\":\"wf-1\",\"decision\":2,\"refusals\":[\"no\"]}"))
                .isEqualTo(new AnswerRefused(WorkflowId.of("wf-1"), 2, List.of("no"), TokenUsage.NONE));
        assertThat(EventJson.read(
                        "decision_failed",
                        "{\"workflowId\":\"wf-1\",\"decision\":2,\"throughSequence\":7,\"reason\":\"down\"}"))
                .isEqualTo(new DecisionFailed(WorkflowId.of("wf-1"), 2, 7, "down", TokenUsage.NONE));
    }
}
