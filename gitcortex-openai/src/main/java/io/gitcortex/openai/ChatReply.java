package io.gitcortex.openai;

import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer as the chat completions of OpenAI, and the endpoints that follow it, have it. */
final class ChatReply {
    private final Endpoint endpoint;

    ChatReply(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The reply in a body.
     *
     * @throws LlmUnavailableException if there is none: a gateway may have answered in the model's place
     */
    LlmResponse read(Answer answer, LlmRequest request) {
        if (answer.isCut()) {
            throw unusable(answer, "more than " + (BoundedBody.MOST_BYTES_OF_AN_ANSWER >> 20) + " MiB");
        }
        Object root;
        try {
            root = Json.read(answer.body());
        } catch (IOException e) {
            // Without the cause: Jackson's message quotes what it could not read.
            throw unusable(answer, "a body that is not JSON");
        }
        Object choice = Json.first(Json.member(root, "choices"));
        Object message = Json.member(choice, "message");
        if (message == null) {
            String said = Json.member(root, "error") == null
                    ? ""
                    : endpoint.redaction().apply(ErrorText.of(answer), request);
            throw unusable(
                    answer, "a body that holds no message of a model" + (said.isEmpty() ? "" : ", but: " + said));
        }
        boolean truncated = "length".equals(Json.member(choice, "finish_reason"));
        return new LlmResponse(text(message), usage(Json.member(root, "usage")), truncated);
    }

    private LlmUnavailableException unusable(Answer answer, String what) {
        return new LlmUnavailableException(
                "The model endpoint " + endpoint + " answered " + answer.status() + " with " + what
                        + ": check that the base URL is that of a chat completions API",
                null);
    }

    /** The text, the texts of the parts, or what the model said in refusal; empty where it said nothing. */
    private static String text(Object message) {
        Object content = Json.member(message, "content");
        if (content instanceof String text) {
            return text;
        }
        if (content instanceof List<?> parts) {
            StringBuilder text = new StringBuilder();
            for (Object part : parts) {
                text.append(Json.member(part, "text") instanceof String piece ? piece : "");
            }
            return text.toString();
        }
        return Json.member(message, "refusal") instanceof String refusal ? refusal : "";
    }

    private static TokenUsage usage(@Nullable Object usage) {
        return new TokenUsage(count(usage, "prompt_tokens"), count(usage, "completion_tokens"));
    }

    private static long count(@Nullable Object usage, String name) {
        return Json.member(usage, name) instanceof Double count ? Math.max(0, count.longValue()) : 0;
    }
}
