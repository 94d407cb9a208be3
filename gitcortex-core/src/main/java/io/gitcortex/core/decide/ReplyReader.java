package io.gitcortex.core.decide;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gitcortex.GitCortexException;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.workflow.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the instructions out of a model's answer: a JSON array or object, plain, fenced, or inside prose. One bad element
 * does not drop the others. Never throws: an answer is hostile until it has been checked.
 */
public final class ReplyReader {
    private static final int MAX_REPLY = 1024 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_SHOWN = 300;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private ReplyReader() {}

    /**
     * What can be made of an answer.
     *
     * @param text the answer
     * @param maxInstructions how many instructions it may hold; what follows is a problem
     * @return instructions and problems
     */
    public static Reply read(String text, int maxInstructions) {
        if (text.length() > MAX_REPLY) {
            return new Reply(List.of(), List.of("The answer is longer than " + MAX_REPLY + " characters"));
        }
        Optional<JsonNode> root = json(text);
        if (root.isEmpty()) {
            return new Reply(
                    List.of(), List.of("The answer holds no JSON array of instructions: " + clipped(text.strip())));
        }
        JsonNode found = root.get();
        JsonNode wrapped = found.isObject() ? found.path("instructions") : found;
        List<JsonNode> elements = new ArrayList<>();
        if (wrapped.isArray()) {
            wrapped.forEach(elements::add);
        } else {
            elements.add(found);
        }
        return read(elements, maxInstructions);
    }

    private static Reply read(List<JsonNode> elements, int maxInstructions) {
        List<Instruction> instructions = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (i >= maxInstructions) {
                problems.add("An answer may hold " + maxInstructions + " instructions; this one holds "
                        + elements.size() + ", and the rest was left out");
                break;
            }
            try {
                instructions.add(InstructionJson.read(elements.get(i).toString()));
            } catch (GitCortexException | IllegalArgumentException e) {
                problems.add("Instruction " + (i + 1) + ", "
                        + clipped(elements.get(i).toString()) + ": " + e.getMessage());
            }
        }
        return new Reply(instructions, problems);
    }

    /** The first place from which a JSON array or object can be read; prose may hold brackets of its own. */
    private static Optional<JsonNode> json(String text) {
        int tries = 0;
        for (int i = 0; i < text.length() && tries < MAX_DEPTH; i++) {
            char start = text.charAt(i);
            if (start == '[' || start == '{') {
                tries++;
                Optional<JsonNode> node = tree(text.substring(i)).filter(ReplyReader::mayBeInstructions);
                if (node.isPresent()) {
                    return node;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayBeInstructions(JsonNode node) {
        return node.isObject()
                || (node.isArray() && (node.isEmpty() || node.get(0).isObject()));
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.ofNullable(READER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // Not JSON from here on; perhaps from the next bracket.
        }
    }

    private static String clipped(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "...";
    }
}
