package io.gitcortex.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.StartTask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstructionJsonTest {
    private static final int SAMPLES = 40;

    static Stream<Class<?>> instructionTypes() {
        return Arrays.stream(Instruction.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("instructionTypes")
    void everyInstructionComesBackAsItWasWritten(Class<? extends Instruction> type) {
        SampleValues samples = new SampleValues(type.getName().hashCode());
        for (int i = 0; i < SAMPLES; i++) {
            Instruction instruction = samples.record(type);

            assertThat(InstructionJson.read(InstructionJson.write(instruction))).isEqualTo(instruction);
        }
    }

    @Test
    void keysAreWrittenInSnakeCaseBehindTheType() {
        assertThat(InstructionJson.write(
                        new CreateTerminal(TaskId.of("t1"), "coder", "codex", null, 0, TerminalId.of("c"))))
                .isEqualTo("{\"type\":\"create_terminal\",\"task_id\":\"t1\",\"role\":\"coder\",\"cli\":\"codex\","
                        + "\"model\":null,\"order\":0,\"terminal_id\":\"c\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"merge_branch\",\"task_id\":\"t1\"}",
                "{\"type\":\"merge_branch\",\"taskId\":\"t1\"}",
                "{\"type\":\"mergeBranch\",\"taskId\":\"t1\",\"why\":\"unknown keys are ignored\"}",
                "{\"type\":\"MergeBranch\",\"taskId\":\"t1\",\"task_id\":\"t1\"}",
                "{\"type\":\" MERGE_BRANCH \",\"task_id\":\"t1\",\"taskId\":null}",
                " {\"task_id\":\"t1\",\"type\":\"merge-branch\"} "
            })
    void spellingIsForgiven(String json) {
        assertThat(InstructionJson.read(json)).isEqualTo(new MergeBranch(TaskId.of("t1")));
    }

    @Test
    void whatMayBeLeftOutMayBeLeftOut() {
        assertThat(InstructionJson.read("{\"type\":\"start_task\",\"task_id\":\"t\"}"))
                .isEqualTo(new StartTask(TaskId.of("t"), null));
        assertThat(InstructionJson.read("{\"type\":\"create_task\",\"name\":\"n\"}"))
                .isEqualTo(new CreateTask("n", null, List.of(), null));
        assertThat(InstructionJson.read("{\"type\":\"fix_issues\",\"terminal_id\":\"t\","
                        + "\"issues\":[{\"severity\":\"major\",\"message\":\"m\",\"line\":null}]}"))
                .isEqualTo(new FixIssues(TerminalId.of("t"), List.of(new ReviewIssue(null, 0, "major", "m", null))));
        assertThat(InstructionJson.read("{\"type\":\"fail_workflow\",\"error\":\"e\",\"severity\":\"Critical\"}"))
                .isEqualTo(new FailWorkflow("e", ErrorSeverity.CRITICAL));
    }

    @Test
    void theSummaryOfAFinishedWorkflowIsReadAsItsReason() {
        assertThat(InstructionJson.read("{\"type\":\"complete_workflow\",\"success\":true,\"summary\":\"s\"}"))
                .isEqualTo(new CompleteWorkflow(true, "s"));
        assertThat(InstructionJson.read(
                        "{\"type\":\"complete_workflow\",\"success\":true,\"reason\":null,\"summary\":\"s\"}"))
                .isEqualTo(new CompleteWorkflow(true, "s"));
        assertThat(InstructionJson.read(
                        "{\"type\":\"complete_workflow\",\"success\":true,\"summary\":\"s\",\"reason\":\"r\"}"))
                .isEqualTo(new CompleteWorkflow(true, "r"));
    }

    @Test
    void whatIsMissingOrWrongIsSaidInWords() {
        assertRefused("{\"type\":\"complete_workflow\",\"success\":\"yes\"}")
                .containsExactly(
                        "complete_workflow: success must be true or false, not 'yes'",
                        "complete_workflow: reason is missing; it must be text");
        assertRefused("{\"type\":\"start_terminal\",\"terminal_id\":\"t\",\"instruction\":\" \"}")
                .containsExactly("start_terminal is not valid: The field 'instruction' must not be blank");
        assertRefused("{\"type\":\"fix_issues\",\"terminalId\":3}")
                .containsExactly("fix_issues: terminal_id must be a terminal's id, not 3");
        assertRefused("{\"type\":\"fix_issues\",\"terminal_id\":\"t\"}")
                .containsExactly("fix_issues is not valid: fix_issues needs at least one issue");
        assertRefused("{\"type\":\"fix_issues\",\"terminal_id\":\"t\",\"issues\":[\"x\",{\"line\":-1,\"severity\":"
                        + "\"s\",\"message\":\"m\"}]}")
                .containsExactly(
                        "fix_issues: issues[0] must be an object, not 'x'",
                        "fix_issues: issues[1] is not valid: The line of an issue is counted from 1, not -1");
        assertRefused("{\"type\":\"merge_branch\",\"task_id\":\"a\",\"taskId\":\"b\"}")
                .containsExactly("merge_branch: task_id is there twice, with different values");
        assertRefused("{\"type\":\"fail_workflow\",\"error\":\"e\",\"severity\":\"fatal\"}")
                .containsExactly("fail_workflow: severity must be one of minor, major, critical, not 'fatal'");
    }

    @Test
    void anUnknownTypeIsAnsweredWithTheKnownOnes() {
        assertRefused("{\"type\":\"make_coffee\"}")
                .singleElement()
                .asString()
                .startsWith("The instruction: type is 'make_coffee'; it must be one of cancel_task, close_terminal,");
        assertRefused("{}")
                .singleElement()
                .asString()
                .startsWith("The instruction: type is missing; it must be one of");
        assertRefused("[]").containsExactly("The instruction must be an object with the key 'type', not a list");
        assertRefused("merge it").singleElement().asString().startsWith("The instruction is not JSON: line 1, column");
    }

    @Test
    void longValuesAreClippedBetweenCharacters() {
        String json =
                "{\"type\":\"fail_workflow\",\"error\":\"e\",\"severity\":\"" + "\uD83D\uDE00".repeat(500) + "\"}";

        assertRefused(json)
                .containsExactly("fail_workflow: severity must be one of minor, major, critical, not '"
                        + "\uD83D\uDE00".repeat(60) + "...'");
    }

    private static ListAssert<String> assertRefused(String json) {
        List<String> problems = List.of();
        try {
            InstructionJson.read(json);
        } catch (JsonFormatException e) {
            problems = e.problems();
            assertThat(e).hasMessage(String.join("; ", problems));
        }
        assertThatThrownBy(() -> InstructionJson.read(json)).isInstanceOf(JsonFormatException.class);
        return assertThat(problems);
    }
}
