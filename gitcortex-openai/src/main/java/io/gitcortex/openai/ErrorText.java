package io.gitcortex.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sentence in the body of an error. OpenAI says {@code {"error": {"message", "param", "code"}}}, others
 * {@code {"error": "..."}}, {@code {"message"}} or {@code {"detail": [{"msg"}]}}: what has such a name counts, wherever it
 * is, and all else, such as the request that some send back, does not.
 */
final class ErrorText {
    private static final Set<String> TELLING =
            Set.of("error", "message", "msg", "detail", "param", "code", "error_description");

    private ErrorText() {}

    /** Not redacted yet. */
    static String of(Answer answer) {
        StringJoiner said = new StringJoiner(", ");
        try (JsonParser parser = Json.FACTORY.createParser(answer.body())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && isTelling(parser.currentName())) {
                    said.add(parser.getText());
                }
            }
        } catch (IOException e) {
            // The body is no JSON, or was cut: what has been found so far counts.
        }
        String text = said.toString();
        return text.isEmpty() && !looksLikeJson(answer.body())
                ? new String(answer.body(), StandardCharsets.UTF_8)
                : text;
    }

    private static boolean isTelling(@Nullable String name) {
        return name != null && TELLING.contains(name);
    }

    private static boolean looksLikeJson(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 16), StandardCharsets.UTF_8).strip();
        return start.startsWith("{") || start.startsWith("[");
    }
}
