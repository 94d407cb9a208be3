package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of a response of OpenAI's that is streamed, numbered from 0. Not thread-safe. */
final class ResponseEvents {
    private final List<ObjectNode> events = new ArrayList<>();

    void add(String type, Consumer<ObjectNode> rest) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", events.size());
        rest.accept(event);
        events.add(event);
    }

    /** The only item of the response: it is announced empty, filled, and then sent whole. */
    void item(ObjectNode item) {
        ObjectNode empty = item.deepCopy();
        switch (item.path("type").asText()) {
            case "message" -> empty.put("status", "in_progress").set("content", Json.array());
            case "function_call" -> empty.put("status", "in_progress").put("arguments", "");
            default -> {}
        }
        add("response.output_item.added", event -> event.put("output_index", 0).set("item", empty));
        switch (item.path("type").asText()) {
            case "message" -> text(item);
            case "function_call" -> arguments(item);
            default -> {}
        }
        add("response.output_item.done", event -> event.put("output_index", 0).set("item", item));
    }

    List<ObjectNode> all() {
        return events;
    }

    private void text(ObjectNode item) {
        String text = item.path("content").path(0).path("text").asText();
        part("response.content_part.added", item, event -> event.set("part", ResponseItems.text("")));
        part("response.output_text.delta", item, event -> event.put("delta", text));
        part("response.output_text.done", item, event -> event.put("text", text));
        part("response.content_part.done", item, event -> event.set("part", ResponseItems.text(text)));
    }

    private void part(String type, ObjectNode item, Consumer<ObjectNode> rest) {
        add(
                type,
                event -> rest.accept(event.put("item_id", item.path("id").asText())
                        .put("output_index", 0)
                        .put("content_index", 0)));
    }

    private void arguments(ObjectNode item) {
        String arguments = item.path("arguments").asText();
        String id = item.path("id").asText();
        add(
                "response.function_call_arguments.delta",
                event -> event.put("item_id", id).put("output_index", 0).put("delta", arguments));
        add(
                "response.function_call_arguments.done",
                event -> event.put("item_id", id)
                        .put("output_index", 0)
                        .put("name", item.path("name").asText())
                        .put("arguments", arguments));
    }
}
