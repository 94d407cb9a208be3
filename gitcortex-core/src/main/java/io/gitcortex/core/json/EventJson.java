package io.gitcortex.core.json;

import io.gitcortex.workflow.WorkflowEvent;

/**
 * Events to and from JSON: an object with the parts of the event, in camelCase; the type is kept apart from it. Instructions
 * inside events have the form of {@link InstructionJson}.
 *
 * <p>Thread-safe.
 */
public final class EventJson {
    private EventJson() {}

    /**
     * The name of the kind of event.
     *
     * @param event what happened
     * @return lower snake_case, for example {@code terminal_completed}
     */
    public static String typeOf(WorkflowEvent event) {
        return EventCodec.INSTANCE.typeOf(event);
    }

    /**
     * Writes an event.
     *
     * @param event what happened
     * @return one line of JSON, without the type
     */
    public static String write(WorkflowEvent event) {
        return JsonText.print(EventCodec.INSTANCE.write(event));
    }

    /**
     * Reads an event. What {@link #write} has written gives an equal event again. Unknown keys are ignored.
     *
     * @param type the name of the kind of event
     * @param json one JSON object
     * @return the event
     * @throws JsonFormatException if the type is not known, or something is missing or wrong; the message lists it
     */
    public static WorkflowEvent read(String type, String json) {
        try {
            return EventCodec.INSTANCE.codec(type).parse(type, json);
        } catch (JsonFormatException e) {
            throw e.about("The event");
        }
    }
}
