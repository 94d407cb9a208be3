package io.gitcortex.core.decide;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitcortex.GitCortexException;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.workflow.Instruction;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the instructions out of a model's answer: a JSON array or object, plain, fenced, or inside prose. One bad element
 * does not drop the others. Never throws: an answer is hostile until it has been checked.
 */
public final class ReplyReader {
    /** The key under which an endpoint that takes objects only has the array. */
    private static final String WRAPPER = "instructions";

    private static final String TYPE = "type";
    private static final int MAX_SHOWN = 300;

    private ReplyReader() {}

    /**
     * What can be made of an answer.
     *
     * @param text the answer
     * @param maxInstructions how many instructions it may hold; what follows is a problem
     * @return instructions and problems
     */
    public static Reply read(String text, int maxInstructions) {
        if (text.length() > JsonInProse.MAX_TEXT) {
            return new Reply(List.of(), List.of("The answer is longer than " + JsonInProse.MAX_TEXT + " characters"));
        }
        // An example in the prose may look like anything; what names a type is meant.
        List<JsonNode> found = JsonInProse.all(text, ReplyReader::holdsInstructions);
        if (found.isEmpty()) {
            found = JsonInProse.all(text, ReplyReader::mayBeInstructions);
        }
        if (found.isEmpty()) {
            return new Reply(
                    List.of(),
                    List.of("The answer holds no JSON array of instructions: "
                            + Quoted.clipped(text.strip(), MAX_SHOWN)));
        }
        return read(elements(found), maxInstructions);
    }

    /** Those of the first array; or, where there are objects one after another, all of these. */
    private static List<JsonNode> elements(List<JsonNode> found) {
        JsonNode first = found.get(0);
        return first.has(TYPE) ? found.stream().filter(node -> node.has(TYPE)).toList() : elements(first);
    }

    private static List<JsonNode> elements(JsonNode found) {
        JsonNode wrapped = found.isObject() ? found.path(WRAPPER) : found;
        List<JsonNode> elements = new ArrayList<>();
        if (wrapped.isArray()) {
            wrapped.forEach(elements::add);
        } else {
            elements.add(found);
        }
        return elements;
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
                        + Quoted.clipped(elements.get(i).toString(), MAX_SHOWN) + ": " + e.getMessage());
            }
        }
        return new Reply(instructions, problems);
    }

    private static boolean holdsInstructions(JsonNode node) {
        return elements(node).stream().anyMatch(element -> element.has(TYPE))
                || node.path(WRAPPER).isArray();
    }

    private static boolean mayBeInstructions(JsonNode node) {
        return node.isObject() || node.isEmpty() || elements(node).stream().anyMatch(JsonNode::isObject);
    }
}
