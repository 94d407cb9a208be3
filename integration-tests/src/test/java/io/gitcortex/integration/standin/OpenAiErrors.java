package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How OpenAI's protocols write errors. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static JsonNode error(int status, String message) {
        ObjectNode error = Json.object();
        error.putObject("error")
                .put("message", message)
                .put("type", status == 429 ? "rate_limit_error" : "api_error")
                .put("code", status == 429 ? "rate_limit_exceeded" : "status_" + status)
                .putNull("param");
        return error;
    }
}
