package io.gitcortex.integration.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model on the loopback that gives every author whose work was rejected another round, and counts how often it is asked. It
 * remembers nothing: the same question has the same answer.
 */
final class CountingModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REJECTED =
            Pattern.compile("The work of terminal (\\S+) in task \\S+ has been rejected");

    private final HttpServer server;
    private final ScheduledExecutorService thinking = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final Duration pause;

    private CountingModel(HttpServer server, Duration pause) {
        this.server = server;
        this.pause = pause;
    }

    /** A model that thinks for a while about each answer. */
    static CountingModel thinkingFor(Duration pause) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountingModel model = new CountingModel(server, pause);
        server.createContext("/v1/chat/completions", model::take);
        server.start();
        return model;
    }

    /** How often it has been asked. */
    int calls() {
        return calls.get();
    }

    /** What makes a host ask this model. */
    Map<String, String> environment() {
        return Map.of(
                "OPENAI_BASE_URL",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "OPENAI_MODEL",
                "scripted",
                "OPENAI_API_KEY",
                "sk-test");
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode messages = JSON.readTree(exchange.getRequestBody()).path("messages");
        String newest = messages.path(messages.size() - 1).path("content").asText();
        calls.incrementAndGet();
        ScheduledFuture<?> unused =
                thinking.schedule(() -> answer(exchange, newest), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange, String question) {
        try (exchange) {
            byte[] body = JSON.writeValueAsBytes(Map.of(
                    "choices",
                    List.of(Map.of(
                            "message",
                            Map.of("role", "assistant", "content", instructions(question)),
                            "finish_reason",
                            "stop")),
                    "usage",
                    Map.of("prompt_tokens", 10, "completion_tokens", 5)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // Whoever asked has been killed meanwhile.
        }
    }

    private static String instructions(String question) {
        return REJECTED.matcher(question)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .map(CountingModel::anotherRound)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String anotherRound(String terminal) {
        String file = terminal.replace("-coder", ".txt");
        return """
                {"type": "fix_issues", "terminal_id": "%s", "issues":
                 [{"path": "%s", "line": 1, "severity": "major", "message": "say it with an exclamation mark"}]}""".formatted(terminal, file);
    }

    @Override
    public void close() {
        server.stop(0);
        thinking.shutdownNow();
    }
}
