package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages: spoken by claude-code. */
final class Messages implements Protocol {
    @Override
    public boolean takes(String path) {
        return path.endsWith("/messages");
    }

    @Override
    public Turn turn(Ask ask) {
        Conversation conversation = new Conversation();
        for (JsonNode message : ask.body().path("messages")) {
            if (message.path("role").asText().equals("user")) {
                take(message.path("content"), conversation);
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : ask.body().path("tools")) {
            tools.add(new Tool(tool.path("name").asText(), "", "function", tool.path("input_schema")));
        }
        return new Turn(
                ModelApi.MESSAGES, ask.model(), conversation.prompts(), conversation.results(), tools, ask.headers());
    }

    /** Text beside a tool's result is the CLI's, not the person's. */
    private static void take(JsonNode content, Conversation conversation) {
        boolean results = false;
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("tool_result")) {
                conversation.answered(Json.joined(part.path("content")));
                results = true;
            }
        }
        if (!results) {
            conversation.said(Json.texts(content));
        }
    }

    @Override
    public Reply reply(Ask ask, Content content) {
        ArrayNode blocks = blocks(content);
        String stop = content instanceof Content.ToolCall ? "tool_use" : "end_turn";
        ObjectNode message = Json.object()
                .put("id", Json.id("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", ask.model());
        if (!ask.wantsStream()) {
            message.put("stop_reason", stop).putNull("stop_sequence").set("content", blocks);
            message.set("usage", usage());
            return Reply.json(message);
        }
        message.putNull("stop_reason").putNull("stop_sequence").set("content", Json.array());
        message.set("usage", usage());
        List<JsonNode> events = new ArrayList<>();
        ObjectNode start = event("message_start");
        start.set("message", message);
        events.add(start);
        for (int i = 0; i < blocks.size(); i++) {
            block(i, (ObjectNode) blocks.get(i), events);
        }
        ObjectNode end = event("message_delta");
        end.putObject("delta").put("stop_reason", stop).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", 10);
        events.add(end);
        events.add(event("message_stop"));
        return Reply.namedEvents(events);
    }

    @Override
    public JsonNode refusal(int status, String message) {
        ObjectNode refusal = Json.object().put("type", "error");
        refusal.putObject("error")
                .put("type", status == 429 ? "rate_limit_error" : "api_error")
                .put("message", message);
        return refusal;
    }

    private static ArrayNode blocks(Content content) {
        if (content instanceof Content.ToolCall call) {
            ObjectNode use = Json.object()
                    .put("type", "tool_use")
                    .put("id", Json.id("toolu_"))
                    .put("name", call.tool().name());
            use.set("input", call.arguments());
            return Json.array(text("Running a command."), use);
        }
        return Json.array(text(((Content.Text) content).text()));
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    /** A block arrives empty and is filled by a delta. */
    private static void block(int index, ObjectNode block, List<JsonNode> events) {
        ObjectNode empty = block.deepCopy();
        ObjectNode delta = Json.object();
        if (block.has("input")) {
            empty.set("input", Json.object());
            delta.put("type", "input_json_delta")
                    .put("partial_json", block.get("input").toString());
        } else {
            empty.put("text", "");
            delta.put("type", "text_delta").put("text", block.get("text").asText());
        }
        ObjectNode start = event("content_block_start").put("index", index);
        start.set("content_block", empty);
        ObjectNode filled = event("content_block_delta").put("index", index);
        filled.set("delta", delta);
        events.addAll(List.of(start, filled, event("content_block_stop").put("index", index)));
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode usage() {
        return Json.object()
                .put("input_tokens", 100)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", 10);
    }
}
