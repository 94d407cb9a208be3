package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One way of asking a model. Thread-safe. */
interface Protocol {
    /** Whether a path of a POST asks for an answer in this way. */
    boolean takes(String path);

    /** What the request says. */
    Turn turn(Ask ask);

    /** The answer to it. */
    Reply reply(Ask ask, Content content);

    /** The body of an error. */
    JsonNode refusal(int status, String message);

    /**
     * A request.
     *
     * @param path without the query
     * @param headers names in lower case
     * @param body a JSON object
     */
    record Ask(String path, Map<String, String> headers, JsonNode body) {
        /** Copies. */
        public Ask {
            headers = Map.copyOf(headers);
        }

        String model() {
            return body.path("model").asText();
        }

        boolean wantsStream() {
            return body.path("stream").asBoolean();
        }
    }
}
