package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.workflow.Instruction;
import java.util.Map;
import java.util.TreeMap;

/** Instructions, told apart by the key {@code type}. */
final class InstructionCodec implements Codec<Instruction> {
    static final InstructionCodec INSTANCE = new InstructionCodec();

    private static final String TYPE = "type";

    private final Map<String, Codec<Instruction>> byType = new TreeMap<>();

    private InstructionCodec() {
        Codecs codecs = new Codecs(Spelling.SNAKE);
        codecs.with(
                ReviewIssue.class,
                new Prepared<>(codecs.record(ReviewIssue.class), InstructionCodec::allowIssueWithoutLine));
        for (Map.Entry<String, Class<? extends Record>> type :
                SealedRecords.under(Instruction.class).entrySet()) {
            byType.put(type.getKey(), instructions(codecs, type.getValue()));
        }
        byType.compute(
                "complete_workflow", (type, codec) -> new Prepared<>(codec, InstructionCodec::allowSummaryForReason));
    }

    @SuppressWarnings("unchecked")
    private static Codec<Instruction> instructions(Codecs codecs, Class<? extends Record> type) {
        return (Codec<Instruction>) (Codec<?>) codecs.record(type);
    }

    private static void allowIssueWithoutLine(ObjectNode issue) {
        if (issue.path("line").isMissingNode() || issue.path("line").isNull()) {
            issue.put("line", 0);
        }
    }

    private static void allowSummaryForReason(ObjectNode instruction) {
        if (instruction.has("summary") && !instruction.hasNonNull("reason")) {
            instruction.set("reason", instruction.get("summary"));
        }
    }

    @Override
    public JsonNode write(Instruction value) {
        JsonNode fields = codec(value.type()).write(value);
        ObjectNode object = ((ObjectNode) fields).objectNode();
        object.put(TYPE, value.type());
        return object.setAll((ObjectNode) fields);
    }

    @Override
    public Instruction read(JsonNode node) {
        if (!node.isObject()) {
            throw JsonFormatException.of("must be " + expected() + ", not " + JsonText.shown(node));
        }
        String type = typeOf(node);
        try {
            return codec(type).read(node);
        } catch (JsonFormatException e) {
            throw e.about(type);
        }
    }

    private Codec<Instruction> codec(String type) {
        Codec<Instruction> codec = byType.get(type);
        if (codec == null) {
            throw new IllegalStateException("No codec for instructions of type " + type);
        }
        return codec;
    }

    private String typeOf(JsonNode node) {
        JsonNode type = node.path(TYPE);
        String name = type.isTextual() ? Spelling.SNAKE.constant(type.textValue()) : "";
        if (!byType.containsKey(name)) {
            String found =
                    type.isMissingNode() ? "is missing; it must be " : "is " + JsonText.shown(type) + "; it must be ";
            String text = found + "one of " + String.join(", ", byType.keySet());
            throw JsonFormatException.of(JsonFormatException.of(text).flawsAt(TYPE));
        }
        return name;
    }

    @Override
    public String expected() {
        return "an object with the key 'type'";
    }
}
