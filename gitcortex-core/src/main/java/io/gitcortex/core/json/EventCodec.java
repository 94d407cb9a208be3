package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.HashMap;
import java.util.Map;

/** Events, each by its record. A record that has no JSON form fails here, when the class is loaded. */
final class EventCodec {
    static final EventCodec INSTANCE = new EventCodec();

    private final Map<String, Codec<WorkflowEvent>> byType = new HashMap<>();
    private final Map<Class<?>, String> types = new HashMap<>();

    private EventCodec() {
        Codecs codecs = ours();
        SealedRecords.under(WorkflowEvent.class).forEach((type, record) -> {
            byType.put(type, events(codecs, record));
            types.put(record, type);
        });
        JsonNode nothingUsed = codecs.of(TokenUsage.class).write(TokenUsage.NONE);
        later(DecisionRequested.class, "reservedTokens", LongNode.valueOf(0));
        later(AnswerRefused.class, "usage", nothingUsed);
        later(DecisionFailed.class, "usage", nothingUsed);
    }

    private void later(Class<? extends WorkflowEvent> type, String field, JsonNode absent) {
        byType.computeIfPresent(types.get(type), (name, codec) -> new LaterFields<>(codec, Map.of(field, absent)));
    }

    /** Our own spelling, with the classes that have no record's shape. */
    static Codecs ours() {
        return new Codecs(Spelling.CAMEL)
                .with(Instruction.class, InstructionCodec.INSTANCE)
                .with(WorkflowPlan.class, PlanCodecs.WORKFLOW)
                .with(TaskPlan.class, PlanCodecs.TASK)
                .with(TerminalPlan.class, PlanCodecs.TERMINAL);
    }

    @SuppressWarnings("unchecked")
    private static Codec<WorkflowEvent> events(Codecs codecs, Class<? extends Record> type) {
        return (Codec<WorkflowEvent>) (Codec<?>) codecs.record(type);
    }

    String typeOf(WorkflowEvent event) {
        String type = types.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("No codec for " + event.getClass());
        }
        return type;
    }

    JsonNode write(WorkflowEvent event) {
        return codec(typeOf(event)).write(event);
    }

    /** The codec of a type, which must be known. */
    Codec<WorkflowEvent> codec(String type) {
        Codec<WorkflowEvent> codec = byType.get(type);
        if (codec == null) {
            throw JsonFormatException.of("is of the type '" + type
                    + "', which this version of GitCortex does not know; a newer one may have written it");
        }
        return codec;
    }
}
