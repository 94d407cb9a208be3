package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is answered to requests that are not the model's turn: counts of tokens, the list of models, signs of life. */
final class SideAnswers {
    private SideAnswers() {}

    static void send(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> exchange.sendResponseHeaders(200, -1);
            case "GET" ->
                send(
                        exchange,
                        path.endsWith("/models") ? 200 : 404,
                        path.endsWith("/models") ? models() : unknown(path));
            default -> {
                boolean count = path.endsWith("/count_tokens") || path.endsWith(":countTokens");
                send(exchange, count ? 200 : 404, count ? tokens() : unknown(path));
            }
        }
    }

    static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static ObjectNode models() {
        ObjectNode model = Json.object()
                .put("id", "stand-in-model")
                .put("object", "model")
                .put("created", 1)
                .put("owned_by", "stand-in")
                .put("type", "model")
                .put("display_name", "stand-in-model");
        ObjectNode list = Json.object().put("object", "list");
        list.set("data", Json.array(model));
        return list;
    }

    /** Both spellings at once: Anthropic's and Gemini's. */
    private static ObjectNode tokens() {
        return Json.object().put("input_tokens", 100).put("totalTokens", 100);
    }

    private static ObjectNode unknown(String path) {
        ObjectNode error = Json.object();
        error.putObject("error").put("type", "not_found_error").put("message", "The stand-in does not know " + path);
        return error;
    }
}
