package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's responses: spoken by codex. */
final class Responses implements Protocol {
    @Override
    public boolean takes(String path) {
        return path.endsWith("/responses");
    }

    @Override
    public Turn turn(Ask ask) {
        Conversation conversation = new Conversation();
        JsonNode input = ask.body().path("input");
        if (input.isTextual()) {
            conversation.said(List.of(input.asText()));
        }
        for (JsonNode item : input) {
            String type = item.path("type").asText("message");
            if (type.equals("message") && item.path("role").asText().equals("user")) {
                conversation.said(Json.texts(item.path("content")));
            } else if (type.endsWith("call_output")) {
                JsonNode output = item.path("output");
                conversation.answered(output.isTextual() ? output.asText() : output.toString());
            }
        }
        List<Tool> tools = new ArrayList<>();
        ask.body().path("tools").forEach(tool -> addTool(tool, tools));
        return new Turn(
                ModelApi.RESPONSES, ask.model(), conversation.prompts(), conversation.results(), tools, ask.headers());
    }

    /** Tools may lie in namespaces; those of the API's own, such as local_shell, have a type and no name. */
    private static void addTool(JsonNode tool, List<Tool> tools) {
        String kind = tool.path("type").asText();
        String name = tool.path("name").asText(kind);
        if (!kind.equals("namespace")) {
            tools.add(new Tool(name, "", kind, tool.path("parameters")));
            return;
        }
        for (JsonNode inner : tool.path("tools")) {
            tools.add(new Tool(
                    inner.path("name").asText(), name, inner.path("type").asText(), inner.path("parameters")));
        }
    }

    @Override
    public Reply reply(Ask ask, Content content) {
        String id = Json.id("resp_");
        ObjectNode item = ResponseItems.item(content);
        if (!ask.wantsStream()) {
            return Reply.json(response(ask, id, item));
        }
        ResponseEvents events = new ResponseEvents();
        events.add("response.created", event -> event.set("response", response(ask, id, null)));
        events.item(item);
        events.add("response.completed", event -> event.set("response", response(ask, id, item)));
        return Reply.namedEvents(events.all());
    }

    @Override
    public JsonNode refusal(int status, String message) {
        return OpenAiErrors.error(status, message);
    }

    /** The response as it stands: with its only item it is completed, without it in progress. */
    private static ObjectNode response(Ask ask, String id, ObjectNode itemOrNull) {
        ObjectNode response = Json.object()
                .put("id", id)
                .put("object", "response")
                .put("created_at", 1L)
                .put("model", ask.model())
                .put("status", itemOrNull == null ? "in_progress" : "completed")
                .put("parallel_tool_calls", false)
                .put("tool_choice", "auto")
                .putNull("error")
                .putNull("incomplete_details")
                .putNull("instructions");
        response.set("tools", Json.array());
        response.set("metadata", Json.object());
        response.set("output", itemOrNull == null ? Json.array() : Json.array(itemOrNull));
        return itemOrNull == null ? response.putNull("usage") : response.set("usage", usage());
    }

    private static ObjectNode usage() {
        ObjectNode usage =
                Json.object().put("input_tokens", 100).put("output_tokens", 10).put("total_tokens", 110);
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }
}
