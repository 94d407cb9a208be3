package io.gitcortex.core.commit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value, and nothing after it, into a tree. The tree is built here rather than by Jackson's mapper, so
 * that a key given twice and a value nested too deep are noted and reading goes on: an agent is told everything at once.
 */
final class JsonBlock {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Longer whole numbers are no line numbers, and need not fit a long. */
    private static final int LONGEST_NUMBER = 18;

    /**
     * Only the length of the document can be exceeded: within it nothing else can grow past these. Names are not kept
     * across documents, for they come from strangers.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(Limits.BLOCK_BYTES)
                    .maxNestingDepth(Limits.MESSAGE_BYTES)
                    .maxStringLength(Limits.MESSAGE_BYTES)
                    .maxNameLength(Limits.MESSAGE_BYTES)
                    .maxNumberLength(Limits.MESSAGE_BYTES)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Problems problems;
    private final Function<JsonProcessingException, String> subject;

    /** @param subject what to call the text that is no JSON, given the error: the beginning of a sentence */
    JsonBlock(Problems problems, Function<JsonProcessingException, String> subject) {
        this.problems = problems;
        this.subject = subject;
    }

    /** The object that {@code text} begins with; null, with a problem noted, if it begins with no object. */
    @Nullable
    ObjectNode read(String text) {
        return value(text) instanceof ObjectNode object ? object : null;
    }

    /** The value that {@code text} begins with; null, with a problem noted, if it begins with none. */
    @Nullable
    JsonNode value(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            JsonNode value = node(json, 1);
            long end = json.currentLocation().getCharOffset();
            if (Limits.exceeds(text.substring(0, (int) end), Limits.BLOCK_BYTES)) {
                problems.add(tooLarge());
            }
            return value;
        } catch (StreamConstraintsException tooLarge) {
            problems.add(tooLarge());
        } catch (JsonProcessingException notJson) {
            problems.add(notJson(notJson));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Reading from a string failed", impossible);
        }
        return null;
    }

    private JsonNode node(JsonParser json, int depth) throws IOException {
        JsonToken token = json.currentToken();
        if (token.isStructStart() && depth > Limits.NESTING) {
            String place = json.getParsingContext().getParent().pathAsPointer().toString();
            problems.add("The metadata block is nested deeper than " + Limits.NESTING + " levels, at "
                    + Problems.quote(place) + ": flatten it.");
            json.skipChildren();
            return NODES.nullNode();
        }
        return switch (token) {
            case START_OBJECT -> object(json, depth);
            case START_ARRAY -> array(json, depth);
            case VALUE_STRING -> NODES.textNode(json.getText());
            case VALUE_NUMBER_INT -> wholeNumber(json);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.pojoNode(json.getText());
        };
    }

    private ObjectNode object(JsonParser json, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            boolean again = object.has(key);
            json.nextToken();
            JsonNode value = node(json, depth + 1);
            if (again) {
                problems.add("The key " + Problems.quote(key) + " is given twice in one object: keep one.");
            } else {
                object.set(key, value);
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser json, int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(json, depth + 1));
        }
        return array;
    }

    private static JsonNode wholeNumber(JsonParser json) throws IOException {
        return json.getTextLength() > LONGEST_NUMBER
                ? NODES.pojoNode(json.getText())
                : NODES.numberNode(json.getLongValue());
    }

    private static String tooLarge() {
        return "The metadata block is larger than 64 KiB: shorten notes, issues or files_changed.";
    }

    private String notJson(JsonProcessingException e) {
        String why = e instanceof JsonEOFException
                ? "it ends too early; is a quote, ] or } missing?"
                : Problems.clean(e.getOriginalMessage()) + ".";
        return subject.apply(e) + " is not valid JSON: " + why;
    }
}
