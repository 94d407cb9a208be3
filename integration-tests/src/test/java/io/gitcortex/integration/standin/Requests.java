package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Requests as the CLIs make them, shortened: one prompt, one tool that runs commands. */
final class Requests {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String COMMAND =
            "{'properties': {'command': {'type': 'string'}, 'timeout': {'type': 'number'}}, 'required': ['command', 'timeout']}";

    private Requests() {}

    /** The path to which a protocol posts. */
    static String path(ModelApi api, boolean stream) {
        return switch (api) {
            case CHAT_COMPLETIONS -> "/v1/chat/completions";
            case RESPONSES -> "/v1/responses";
            case MESSAGES -> "/v1/messages";
            case GENERATE_CONTENT -> "/v1beta/models/m:" + (stream ? "streamGenerateContent" : "generateContent");
        };
    }

    /** A request for an answer to a prompt, after as many results of tools as are given. */
    static ObjectNode body(ModelApi api, boolean stream, String prompt, List<String> results) {
        ObjectNode body = switch (api) {
            case CHAT_COMPLETIONS -> chat(prompt, results);
            case RESPONSES -> responses(prompt, results);
            case MESSAGES -> messages(prompt, results);
            case GENERATE_CONTENT -> generate(prompt, results);
        };
        return api == ModelApi.GENERATE_CONTENT ? body : body.put("model", "m").put("stream", stream);
    }

    static HttpResponse<String> post(URI origin, String path, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("X-Test", "yes")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectNode chat(String prompt, List<String> results) {
        ObjectNode body =
                read("{'messages': [{'role': 'system', 'content': 'Be good.'}], 'tools': [{'type': 'function',"
                        + " 'function': {'name': 'bash', 'parameters': " + COMMAND + "}}]}");
        body.withArray("messages").addObject().put("role", "user").put("content", prompt);
        for (String result : results) {
            body.withArray("messages").addObject().put("role", "assistant").putNull("content");
            body.withArray("messages").addObject().put("role", "tool").put("content", result);
        }
        return body;
    }

    private static ObjectNode responses(String prompt, List<String> results) {
        ObjectNode body = read(
                "{'input': [{'type': 'message', 'role': 'user', 'content': [{'type': 'input_text', 'text':"
                        + " '<environment_context>here</environment_context>'}]}], 'tools': [{'type': 'function', 'name':"
                        + " 'exec_command', 'parameters': {'properties': {'cmd': {'type': 'string'}}, 'required': ['cmd']}}]}");
        ObjectNode message =
                body.withArray("input").addObject().put("type", "message").put("role", "user");
        message.putArray("content").addObject().put("type", "input_text").put("text", prompt);
        for (String result : results) {
            body.withArray("input")
                    .addObject()
                    .put("type", "function_call_output")
                    .put("output", result);
        }
        return body;
    }

    private static ObjectNode messages(String prompt, List<String> results) {
        ObjectNode body = read("{'messages': [], 'tools': [{'name': 'Bash', 'input_schema': " + COMMAND + "}]}");
        var content = body.withArray("messages").addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "text").put("text", "<system-reminder>Be brief.</system-reminder>");
        content.addObject().put("type", "text").put("text", prompt);
        for (String result : results) {
            var answer =
                    body.withArray("messages").addObject().put("role", "user").putArray("content");
            answer.addObject().put("type", "tool_result").put("content", result);
            answer.addObject().put("type", "text").put("text", "Mind your list.");
        }
        return body;
    }

    private static ObjectNode generate(String prompt, List<String> results) {
        ObjectNode body = read("{'contents': [], 'tools': [{'functionDeclarations': [{'name': 'run_shell_command',"
                + " 'parametersJsonSchema': " + COMMAND + "}]}]}");
        var content = body.withArray("contents").addObject().put("role", "user");
        content.putArray("parts").addObject().put("text", prompt);
        for (String result : results) {
            var answer = body.withArray("contents").addObject().put("role", "user");
            answer.putArray("parts")
                    .addObject()
                    .putObject("functionResponse")
                    .putObject("response")
                    .put("output", result);
        }
        return body;
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
