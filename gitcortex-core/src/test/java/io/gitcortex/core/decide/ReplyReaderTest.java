package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.MergeBranch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private static final String COMPLETE = "{\"type\": \"complete_task\", \"task_id\": \"one\"}";
    private static final String MERGE = "{\"type\": \"merge_branch\", \"taskId\": \"one\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%1$s, %2$s]",
                "{\"instructions\": [%1$s, %2$s]}",
                "```json\n[%1$s,\n%2$s]\n```",
                "I think (see [1] and {that}) we are done:\n```\n[%1$s, %2$s]\n```\nUnless [] of course.",
                "For example {\"task\": 1}. So: [%1$s, %2$s] and that is all",
                "%1$s\n%2$s",
                "First %1$s and then %2$s."
            })
    void instructions_are_found_plain_fenced_and_in_prose(String form) {
        Reply reply = ReplyReader.read(String.format(form, COMPLETE, MERGE), 20);

        assertThat(reply.problems()).isEmpty();
        assertThat(reply.instructions()).extracting(Instruction::type).containsExactly("complete_task", "merge_branch");
    }

    @Test
    void a_single_object_is_an_instruction() {
        assertThat(ReplyReader.read("Well: " + COMPLETE, 20).instructions())
                .hasOnlyElementsOfType(CompleteTask.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"dance\"}", "null", "\"merge\"", "{\"type\": \"start_task\"}", "[]", "{}"})
    void one_bad_element_does_not_drop_the_others(String bad) {
        for (String form :
                List.of("[%1$s, %2$s, %3$s]", "[%2$s, %1$s, %3$s]", "{\"instructions\": [%2$s, %3$s, %1$s]}")) {
            Reply reply = ReplyReader.read(String.format(form, bad, COMPLETE, MERGE), 20);

            assertThat(reply.instructions())
                    .extracting(Instruction::type)
                    .containsExactly("complete_task", "merge_branch");
            assertThat(reply.problems()).singleElement().asString().contains(bad.replace(": ", ":"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"instructions\": []}", "Nothing to do: []", "```json\n[]\n```"})
    void an_empty_answer_is_no_problem(String text) {
        Reply reply = ReplyReader.read(text, 20);

        assertThat(reply.instructions()).isEmpty();
        assertThat(reply.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I would rather write a poem.", "[1, 2]", "[{", "\ud83d\ude80", "{\"type\": "})
    void what_holds_no_instructions_is_told_so(String text) {
        Reply reply = ReplyReader.read(text, 20);

        assertThat(reply.instructions()).isEmpty();
        assertThat(reply.problems())
                .singleElement()
                .asString()
                .startsWith("The answer holds no JSON array of instructions");
    }

    @Test
    void too_many_instructions_are_cut_and_told() {
        Reply reply = ReplyReader.read("[" + MERGE + "," + MERGE + "," + MERGE + "]", 2);

        assertThat(reply.instructions())
                .hasOnlyElementsOfType(MergeBranch.class)
                .hasSize(2);
        assertThat(reply.problems()).singleElement().asString().contains("holds 3");
    }

    @Test
    void a_problem_is_cut_between_characters() {
        Reply reply = ReplyReader.read("\ud83d\ude80".repeat(500), 20);

        assertThat(reply.problems().get(0)).endsWith("\ud83d\ude80...");
    }

    @Test
    void nothing_that_a_model_may_say_makes_it_throw() {
        Random random = new Random(7);
        String alphabet = "[]{}\",:\\ntype1e-null\u0000\ud83d";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> ReplyReader.read(text.toString(), 20))
                    .as("%s", text)
                    .doesNotThrowAnyException();
        }
        for (String deep : List.of("[".repeat(100_000), "{\"a\":".repeat(50_000), "[{\"type\":".repeat(10_000))) {
            assertThat(ReplyReader.read(deep, 20).instructions()).isEmpty();
        }
    }
}
