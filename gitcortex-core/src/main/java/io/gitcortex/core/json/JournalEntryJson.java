package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Instant;

/**
 * Entries of a journal to and from JSON: {@code {"sequence": 1, "recordedAt": "...", "type": "...", "event": {...}}}, with the
 * event in the form of {@link EventJson}.
 *
 * <p>Thread-safe.
 */
public final class JournalEntryJson {
    private static final String SEQUENCE = "sequence";
    private static final String RECORDED_AT = "recordedAt";
    private static final String TYPE = "type";
    private static final String EVENT = "event";

    private JournalEntryJson() {}

    /**
     * Writes an entry.
     *
     * @param entry an event with its place
     * @return one line of JSON
     */
    public static String write(JournalEntry entry) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set(SEQUENCE, Scalar.LONG.write(entry.sequence()));
        line.set(RECORDED_AT, Scalar.INSTANT.write(entry.recordedAt()));
        line.put(TYPE, EventJson.typeOf(entry.event()));
        line.set(EVENT, EventCodec.INSTANCE.write(entry.event()));
        return JsonText.print(line);
    }

    /**
     * Reads an entry. What {@link #write} has written gives an equal entry again. Unknown keys are ignored.
     *
     * @param json one JSON object
     * @return the entry
     * @throws JsonFormatException if the event's type is not known, or something is missing or wrong; the message says what
     */
    public static JournalEntry read(String json) {
        try {
            return entry(JsonText.parse(json));
        } catch (JsonFormatException e) {
            throw e.about("The journal entry");
        }
    }

    private static JournalEntry entry(JsonNode line) {
        if (!line.isObject()) {
            throw JsonFormatException.of("must be an object, not " + JsonText.shown(line));
        }
        long sequence = part(line, SEQUENCE, Scalar.LONG);
        Instant recordedAt = part(line, RECORDED_AT, Scalar.INSTANT);
        Codec<WorkflowEvent> codec = EventCodec.INSTANCE.codec(part(line, TYPE, Scalar.TEXT));
        WorkflowEvent event = part(line, EVENT, codec);
        try {
            return new JournalEntry(sequence, recordedAt, event);
        } catch (IllegalArgumentException e) {
            throw JsonFormatException.of("is not valid: " + e.getMessage(), e);
        }
    }

    private static <V> V part(JsonNode line, String key, Codec<V> codec) {
        try {
            JsonNode node = Spelling.CAMEL.find(line, key);
            if (node == null) {
                throw JsonFormatException.of("is missing; it must be " + codec.expected());
            }
            return codec.read(node);
        } catch (JsonFormatException e) {
            throw JsonFormatException.of(e.flawsAt(key));
        }
    }
}
