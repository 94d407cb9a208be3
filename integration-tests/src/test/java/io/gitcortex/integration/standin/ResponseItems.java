package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The items that a response of OpenAI's holds. */
final class ResponseItems {
    private ResponseItems() {}

    static ObjectNode item(Content content) {
        if (content instanceof Content.ToolCall call) {
            return call(call).put("status", "completed");
        }
        ObjectNode message = Json.object()
                .put("type", "message")
                .put("id", Json.id("msg_"))
                .put("role", "assistant")
                .put("status", "completed");
        message.set("content", Json.array(text(((Content.Text) content).text())));
        return message;
    }

    static ObjectNode text(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.set("annotations", Json.array());
        return part;
    }

    private static ObjectNode call(Content.ToolCall call) {
        Tool tool = call.tool();
        ObjectNode item = Json.object().put("call_id", Json.id("call_"));
        switch (tool.kind()) {
            case "local_shell" ->
                item.put("type", "local_shell_call").put("id", Json.id("lsc_")).set("action", call.arguments());
            case "custom" ->
                item.put("type", "custom_tool_call")
                        .put("id", Json.id("ctc_"))
                        .put("name", tool.name())
                        .put(
                                "input",
                                call.arguments().isTextual()
                                        ? call.arguments().asText()
                                        : call.arguments().toString());
            default ->
                item.put("type", "function_call")
                        .put("id", Json.id("fc_"))
                        .put("name", tool.name())
                        .put("arguments", call.arguments().toString());
        }
        return tool.namespace().isEmpty() ? item : item.put("namespace", tool.namespace());
    }
}
