package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's chat completions: spoken by opencode, qwen-code and copilot. */
final class ChatCompletions implements Protocol {
    @Override
    public boolean takes(String path) {
        return path.endsWith("/chat/completions");
    }

    @Override
    public Turn turn(Ask ask) {
        Conversation conversation = new Conversation();
        for (JsonNode message : ask.body().path("messages")) {
            switch (message.path("role").asText()) {
                case "user" -> conversation.said(Json.texts(message.path("content")));
                case "tool" -> conversation.answered(Json.joined(message.path("content")));
                default -> {}
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : ask.body().path("tools")) {
            JsonNode function = tool.path("function");
            if (function.isObject()) {
                tools.add(new Tool(function.path("name").asText(), "", "function", function.path("parameters")));
            }
        }
        return new Turn(
                ModelApi.CHAT_COMPLETIONS,
                ask.model(),
                conversation.prompts(),
                conversation.results(),
                tools,
                ask.headers());
    }

    @Override
    public Reply reply(Ask ask, Content content) {
        String id = Json.id("chatcmpl-");
        if (!ask.wantsStream()) {
            ObjectNode choice = Json.object().put("index", 0).put("finish_reason", finish(content));
            choice.set("message", message(content));
            ObjectNode whole = base(ask, id, "chat.completion");
            whole.set("choices", Json.array(choice));
            whole.set("usage", usage());
            return Reply.json(whole);
        }
        List<JsonNode> events = new ArrayList<>();
        events.add(chunk(ask, id, Json.object().put("role", "assistant").put("content", ""), null));
        if (content instanceof Content.Text text) {
            // In two pieces: a reader that takes the first one for all is noticed.
            int half = text.text().length() / 2;
            events.add(chunk(ask, id, Json.object().put("content", text.text().substring(0, half)), null));
            events.add(chunk(ask, id, Json.object().put("content", text.text().substring(half)), null));
        } else if (content instanceof Content.ToolCall call) {
            ObjectNode delta = Json.object();
            delta.set("tool_calls", Json.array(call(call).put("index", 0)));
            events.add(chunk(ask, id, delta, null));
        }
        events.add(chunk(ask, id, Json.object(), finish(content)));
        ObjectNode last = base(ask, id, "chat.completion.chunk");
        last.set("choices", Json.array());
        last.set("usage", usage());
        events.add(last);
        List<String> chunks = new ArrayList<>(Reply.events(events).chunks());
        chunks.add("data: [DONE]\n\n");
        return new Reply("text/event-stream", chunks);
    }

    @Override
    public JsonNode refusal(int status, String message) {
        return OpenAiErrors.error(status, message);
    }

    private static ObjectNode base(Ask ask, String id, String kind) {
        return Json.object()
                .put("id", id)
                .put("object", kind)
                .put("created", 1L)
                .put("model", ask.model());
    }

    private static ObjectNode chunk(Ask ask, String id, ObjectNode delta, String finish) {
        ObjectNode choice = Json.object().put("index", 0).put("finish_reason", finish);
        choice.set("delta", delta);
        ObjectNode chunk = base(ask, id, "chat.completion.chunk");
        chunk.set("choices", Json.array(choice));
        return chunk;
    }

    private static ObjectNode message(Content content) {
        ObjectNode message = Json.object().put("role", "assistant");
        if (content instanceof Content.ToolCall call) {
            message.putNull("content").set("tool_calls", Json.array(call(call)));
        } else if (content instanceof Content.Text text) {
            message.put("content", text.text());
        }
        return message;
    }

    private static ObjectNode call(Content.ToolCall call) {
        ObjectNode node = Json.object().put("id", Json.id("call_")).put("type", "function");
        node.putObject("function")
                .put("name", call.tool().name())
                .put("arguments", call.arguments().toString());
        return node;
    }

    private static String finish(Content content) {
        return content instanceof Content.ToolCall ? "tool_calls" : "stop";
    }

    private static ObjectNode usage() {
        return Json.object()
                .put("prompt_tokens", 100)
                .put("completion_tokens", 10)
                .put("total_tokens", 110);
    }
}
