package io.gitcortex.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the body of a request as the chat completions of OpenAI have it: {@code model}, {@code messages}, and
 * {@code response_format} where a schema is asked for. Nothing else, since every further field is one that some endpoint
 * refuses.
 */
final class ChatRequest {
    private final String model;

    ChatRequest(String model) {
        this.model = model;
    }

    byte[] write(LlmRequest request, boolean withSchema) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            for (LlmMessage message : request.messages()) {
                writeMessage(json, message);
            }
            json.writeEndArray();
            if (withSchema) {
                writeResponseFormat(json, request.schema().orElseThrow());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A request to a model could not be written into memory", e);
        }
        return body.toByteArray();
    }

    private static void writeMessage(JsonGenerator json, LlmMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "role",
                switch (message.role()) {
                    case SYSTEM -> "system";
                    case USER -> "user";
                    case ASSISTANT -> "assistant";
                });
        json.writeStringField("content", wellFormed(message.content()));
        json.writeEndObject();
    }

    /**
     * Without {@code strict}: OpenAI then takes only schemas that make every property required, while the endpoints that
     * hold a model to a schema by a grammar do so in either case.
     */
    private static void writeResponseFormat(JsonGenerator json, String schema) throws IOException {
        json.writeObjectFieldStart("response_format");
        json.writeStringField("type", "json_schema");
        json.writeObjectFieldStart("json_schema");
        json.writeStringField("name", "reply");
        json.writeFieldName("schema");
        copyObject(schema, json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void copyObject(String schema, JsonGenerator json) {
        try (JsonParser parser = Json.FACTORY.createParser(schema)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            json.copyCurrentStructure(parser);
        } catch (IOException e) {
            // Without the cause: Jackson's message quotes what it could not read.
            throw new LlmRejectedException(
                    "The JSON schema of a request is not a JSON object: correct the schema", 0, null);
        }
    }

    /** A text that was cut between the halves of a character has no UTF-8: the half becomes U+FFFD, the rest stays. */
    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            int codePoint = text.codePointAt(i);
            if (Character.isSupplementaryCodePoint(codePoint)) {
                i++;
            } else if (Character.isSurrogate((char) codePoint)) {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }
}
