package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.ParsedCommit.Malformed;
import io.gitcortex.core.commit.ParsedCommit.Plain;
import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import io.gitcortex.model.CommitMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Throws mutated messages at the parser: it answers every one. {@code -Dgitcortex.fuzz=PT5M} sets how long,
 * {@code -Dgitcortex.seed=N} repeats a run.
 */
class CommitMetadataFuzzTest {
    private static final Duration LENGTH = Duration.parse(System.getProperty("gitcortex.fuzz", "PT10S"));
    private static final int LARGEST = 20_000;
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
            "\r\n",
            "\n---METADATA---\n",
            "---METADATA---",
            "null",
            "true",
            "1e999",
            "-",
            "0",
            "status",
            "\"status\":",
            "\"taskId\":\"t\",",
            "issues",
            "\"\"",
            " ",
            "\t",
            "\0",
            "\ufeff",
            "\ud800",
            "\udc00",
            "\uffff",
            "[[[[[[[[[",
            "{\"a\":",
            "```json\n",
            "task_id: ",
            "/*",
            "'");

    @Test
    @Timeout(600)
    void everyMessageGetsAnAnswer() {
        long seed = Long.getLong("gitcortex.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> corpus = corpus(seed);
        long end = System.nanoTime() + LENGTH.toNanos();
        long messages = 0;
        while (System.nanoTime() - end < 0) {
            String message = corpus.get(random.nextInt(corpus.size()));
            for (int i = random.nextInt(5); i >= 0; i--) {
                message = mutate(message, random, corpus);
            }
            check(message, seed);
            messages++;
        }
        System.out.println("Parsed " + messages + " mutated commit messages without an exception, seed " + seed);
    }

    private static void check(String message, long seed) {
        ParsedCommit parsed;
        try {
            parsed = CommitMetadataParser.parse(message);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("Seed " + seed + ": " + e + " on:\n" + message, e);
        }
        assertThat(parsed.message()).isEqualTo(parsed.message().strip());
        if (parsed instanceof WithMetadata with) {
            CommitMetadata metadata = with.metadata();
            assertThat(CommitMetadataParser.require("---METADATA---\n" + CommitMetadataFormat.block(metadata)))
                    .as("seed %s, rewritten:%n%s", seed, message)
                    .isEqualTo(metadata);
        } else if (parsed instanceof Malformed malformed) {
            assertThat(malformed.problems())
                    .as("seed %s, problems of:%n%s", seed, message)
                    .allMatch(problem ->
                            problem.length() < 1000 && problem.chars().noneMatch(Character::isISOControl));
        } else {
            assertThat(parsed).isInstanceOf(Plain.class);
            assertThat(Stream.of(message.split("\n", -1))
                            .noneMatch(line -> line.trim().equals("---METADATA---")))
                    .as("seed %s, taken for plain:%n%s", seed, message)
                    .isTrue();
        }
    }

    private static List<String> corpus(long seed) {
        List<String> corpus = new ArrayList<>();
        NastyMessages.all()
                .map(NastyMessages.Nasty::message)
                .filter(message -> message.length() < LARGEST)
                .forEach(corpus::add);
        MetadataGenerator generator = new MetadataGenerator(seed);
        for (int i = 0; i < 200; i++) {
            corpus.add(CommitMetadataFormat.message("Report", generator.next()));
        }
        return corpus;
    }

    private static String mutate(String message, Random random, List<String> corpus) {
        int from = random.nextInt(message.length() + 1);
        int to = Math.min(message.length(), from + random.nextInt(1 + random.nextInt(40)));
        String before = message.substring(0, from);
        String middle = message.substring(from, to);
        String after = message.substring(to);
        String mutated = switch (random.nextInt(6)) {
            case 0 -> before + after;
            case 1 -> before + middle + middle + after;
            case 2 -> before + (char) random.nextInt(Character.MAX_VALUE + 1) + after;
            case 3 -> before + TOKENS.get(random.nextInt(TOKENS.size())) + after;
            case 4 -> before + TOKENS.get(random.nextInt(TOKENS.size())) + middle + after;
            default -> before + corpus.get(random.nextInt(corpus.size()));
        };
        return mutated.substring(0, Math.min(mutated.length(), LARGEST));
    }
}
