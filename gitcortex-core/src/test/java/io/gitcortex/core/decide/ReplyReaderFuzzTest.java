package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.workflow.Instruction;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Throws mutated answers of models at the reader: it makes something of every one. {@code -Dgitcortex.fuzz=PT5M} sets how
 * long, {@code -Dgitcortex.seed=N} repeats a run.
 */
final class ReplyReaderFuzzTest {
    private static final Duration LENGTH = Duration.parse(System.getProperty("gitcortex.fuzz", "PT10S"));
    private static final int LARGEST = 20_000;
    private static final int MOST = 20;
    private static final List<String> ANSWERS = List.of(
            "",
            "I cannot help with that.",
            "[]",
            "{\"instructions\": []}",
            "[{\"type\":\"start_task\",\"task_id\":\"a\"}]",
            "{\"type\":\"merge_branch\",\"taskId\":\"a\"}",
            "Here you are:\n```json\n[{\"type\":\"complete_task\",\"task_id\":\"a\",\"summary\":null}]\n```\nGood luck [1].",
            "{\"instructions\":[{\"type\":\"fix_issues\",\"terminal_id\":\"t\",\"issues\":[{\"path\":\"a\",\"line\":3,"
                    + "\"severity\":\"major\",\"message\":\"m\",\"suggestion\":\"s\"}]},{\"type\":\"nonsense\"}]}",
            "As {you} see [it]: {\"type\":\"create_task\",\"name\":\"n\",\"depends_on\":[\"a\",\"b\"],\"task_id\":\"c\"}",
            "[{\"type\":\"create_terminal\",\"task_id\":\"a\",\"role\":\"coder\",\"cli\":\"shell\",\"order\":0}]",
            "{\"type\":\"send_to_terminal\",\"terminal_id\":\"t\",\"message\":\"\\u001b[31mred\\ud83d\\ude00\"}",
            "[{\"type\":\"complete_workflow\",\"success\":true,\"summary\":\"s\"}, 7, null, [[]], \"x\"]",
            "{\"type\":\"fail_workflow\",\"error\":\"e\",\"severity\":\"critical\"}",
            "{\"type\":\"pause_workflow\",\"reason\":\"r\"}{\"type\":\"close_terminal\",\"terminal_id\":\"t\"}");
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "\n",
            "```",
            "```json\n",
            "~~~",
            "null",
            "true",
            "1e999",
            "-",
            "9999999999999999999",
            "\"type\":",
            "\"task_id\":",
            "\"taskId\":\"t\",",
            "\"instructions\":",
            "[[[[[[[[[",
            "{\"a\":",
            "<think>",
            "</think>",
            "\0",
            "\ufeff",
            "\ud800",
            "\udc00",
            "\uffff");

    @Test
    @Timeout(600)
    void something_is_made_of_every_answer() {
        long seed = Long.getLong("gitcortex.seed", System.nanoTime());
        Random random = new Random(seed);
        long end = System.nanoTime() + LENGTH.toNanos();
        long answers = 0;
        while (System.nanoTime() - end < 0) {
            String answer = ANSWERS.get(random.nextInt(ANSWERS.size()));
            for (int i = random.nextInt(6); i >= 0; i--) {
                answer = mutate(answer, random);
            }
            check(answer, seed);
            answers++;
        }
        System.out.println("Read " + answers + " mutated answers without an exception, seed " + seed);
    }

    private static void check(String answer, long seed) {
        Reply reply;
        try {
            reply = ReplyReader.read(answer, MOST);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("Seed " + seed + ": " + e + " on:\n" + answer, e);
        }
        assertThat(reply.instructions())
                .as("seed %s, instructions of:%n%s", seed, answer)
                .hasSizeLessThanOrEqualTo(MOST);
        for (Instruction instruction : reply.instructions()) {
            assertThat(InstructionJson.read(InstructionJson.write(instruction)))
                    .as("seed %s, rewritten:%n%s", seed, answer)
                    .isEqualTo(instruction);
        }
        assertThat(reply.problems())
                .as("seed %s, problems of:%n%s", seed, answer)
                .hasSizeLessThanOrEqualTo(MOST + 2)
                .allMatch(problem -> !problem.isBlank() && problem.length() < 4_000);
    }

    private static String mutate(String answer, Random random) {
        int from = random.nextInt(answer.length() + 1);
        int to = Math.min(answer.length(), from + random.nextInt(1 + random.nextInt(40)));
        String before = answer.substring(0, from);
        String middle = answer.substring(from, to);
        String after = answer.substring(to);
        String mutated = switch (random.nextInt(6)) {
            case 0 -> before + after;
            case 1 -> before + middle + middle + after;
            case 2 -> before + (char) random.nextInt(Character.MAX_VALUE + 1) + after;
            case 3 -> before + TOKENS.get(random.nextInt(TOKENS.size())) + after;
            case 4 -> before + TOKENS.get(random.nextInt(TOKENS.size())) + middle + after;
            default -> before + ANSWERS.get(random.nextInt(ANSWERS.size()));
        };
        return mutated.substring(0, Math.min(mutated.length(), LARGEST));
    }
}
