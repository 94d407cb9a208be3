package io.gitcortex.examples.plugin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A request and its reply, in files of mode 0600. A file can be of any length and needs no thread, while a pipe stops whoever
 * writes more than it holds.
 */
record Exchange(Path request, Path response) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Exchange open(Path directory, LlmRequest request) throws IOException {
        Exchange exchange = new Exchange(
                Files.createTempFile(directory, "llm-", ".json"), Files.createTempFile(directory, "llm-", ".txt"));
        List<Map<String, String>> messages =
                request.messages().stream().map(Exchange::json).toList();
        JSON.writeValue(exchange.request().toFile(), Map.of("messages", messages));
        return exchange;
    }

    private static Map<String, String> json(LlmMessage message) {
        return Map.of("role", message.role().wireName(), "content", message.content());
    }

    Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(request.toFile())
                .redirectOutput(response.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    String reply() throws IOException {
        return new String(Files.readAllBytes(response), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(request);
        Files.deleteIfExists(response);
    }
}
