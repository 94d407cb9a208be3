package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gemini's generateContent and streamGenerateContent: spoken by gemini-cli. The path names the model, and whether to stream. */
final class GenerateContent implements Protocol {
    private static final Pattern PATH = Pattern.compile(".*/models/([^/:]+):(generateContent|streamGenerateContent)");

    @Override
    public boolean takes(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public Turn turn(Ask ask) {
        Conversation conversation = new Conversation();
        for (JsonNode message : ask.body().path("contents")) {
            if (!message.path("role").asText().equals("model")) {
                take(message.path("parts"), conversation);
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode group : ask.body().path("tools")) {
            for (JsonNode tool : group.path("functionDeclarations")) {
                JsonNode schema =
                        tool.has("parametersJsonSchema") ? tool.path("parametersJsonSchema") : tool.path("parameters");
                tools.add(new Tool(tool.path("name").asText(), "", "function", schema));
            }
        }
        return new Turn(
                ModelApi.GENERATE_CONTENT,
                path(ask).group(1),
                conversation.prompts(),
                conversation.results(),
                tools,
                ask.headers());
    }

    private static void take(JsonNode parts, Conversation conversation) {
        boolean results = false;
        for (JsonNode part : parts) {
            if (part.has("functionResponse")) {
                conversation.answered(
                        part.path("functionResponse").path("response").toString());
                results = true;
            }
        }
        if (!results) {
            conversation.said(Json.texts(parts));
        }
    }

    @Override
    public Reply reply(Ask ask, Content content) {
        boolean stream = path(ask).group(2).equals("streamGenerateContent");
        ObjectNode message = Json.object().put("role", "model");
        message.set("parts", Json.array(part(stream ? content : asAsked(ask, content))));
        ObjectNode candidate = Json.object().put("index", 0).put("finishReason", "STOP");
        candidate.set("content", message);
        ObjectNode whole = Json.object().put("modelVersion", path(ask).group(1)).put("responseId", Json.id(""));
        whole.set("candidates", Json.array(candidate));
        whole.putObject("usageMetadata")
                .put("promptTokenCount", 100)
                .put("candidatesTokenCount", 10)
                .put("totalTokenCount", 110);
        return stream ? Reply.events(List.of(whole)) : Reply.json(whole);
    }

    /** Its side questions (which model, is this a loop) come with a schema, and are given a value that satisfies it. */
    private static Content asAsked(Ask ask, Content content) {
        JsonNode configuration = ask.body().path("generationConfig");
        for (String name : List.of("responseJsonSchema", "responseSchema")) {
            if (configuration.has(name)) {
                return new Content.Text(MadeUp.value(configuration.get(name)).toString());
            }
        }
        return content;
    }

    private static ObjectNode part(Content content) {
        ObjectNode part = Json.object();
        if (content instanceof Content.ToolCall call) {
            part.putObject("functionCall")
                    .put("id", Json.id("call_"))
                    .put("name", call.tool().name())
                    .set("args", call.arguments());
            return part;
        }
        return part.put("text", ((Content.Text) content).text());
    }

    @Override
    public JsonNode refusal(int status, String message) {
        ObjectNode refusal = Json.object();
        refusal.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", status == 429 ? "RESOURCE_EXHAUSTED" : "INTERNAL");
        return refusal;
    }

    private static Matcher path(Ask ask) {
        Matcher matcher = PATH.matcher(ask.path());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a path of this protocol: " + ask.path());
        }
        return matcher;
    }
}
