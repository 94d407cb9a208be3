package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Answers the requests of the stand-in. Thread-safe. */
final class ModelHandler implements HttpHandler {
    private static final int MOST_BYTES = 64 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<Protocol> PROTOCOLS =
            List.of(new ChatCompletions(), new Responses(), new Messages(), new GenerateContent());

    private final Script script;
    private final ExchangeLog log;
    private final CountDownLatch closing;

    ModelHandler(Script script, ExchangeLog log, CountDownLatch closing) {
        this.script = script;
        this.log = log;
        this.closing = closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = body(exchange);
            Optional<Protocol> protocol = exchange.getRequestMethod().equals("POST")
                    ? PROTOCOLS.stream().filter(one -> one.takes(path)).findFirst()
                    : Optional.empty();
            if (protocol.isPresent()) {
                JsonNode node = MAPPER.readTree(body);
                answer(exchange, protocol.get(), new Protocol.Ask(path, headers(exchange), node));
            } else {
                log.add(exchange.getRequestMethod() + " " + path, Optional.empty(), Optional.empty());
                SideAnswers.send(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The stand-in is closing; the client sees a broken connection.
        }
    }

    private void answer(HttpExchange exchange, Protocol protocol, Protocol.Ask ask)
            throws IOException, InterruptedException {
        Turn turn = protocol.turn(ask);
        String request = "POST " + ask.path();
        if (turn.tools().isEmpty()) {
            log.add(request, Optional.of(turn), Optional.empty());
            send(exchange, protocol.reply(ask, new Content.Text("A title")), Duration.ZERO);
            return;
        }
        Step step = script.next(turn);
        log.add(request, Optional.of(turn), Optional.of(step));
        if (step instanceof Step.Pause pause) {
            await(pause.time());
            step = pause.then();
        }
        if (step instanceof Step.Refuse refuse) {
            refuse.headers().forEach(exchange.getResponseHeaders()::set);
            SideAnswers.send(exchange, refuse.status(), protocol.refusal(refuse.status(), refuse.message()));
        } else if (step instanceof Step.Hang hang) {
            send(exchange, protocol.reply(ask, Contents.of(hang.then(), turn)), hang.time());
        } else {
            send(exchange, protocol.reply(ask, Contents.of(step, turn)), Duration.ZERO);
        }
    }

    private void send(HttpExchange exchange, Reply reply, Duration hang) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush(); // The head, by itself.
            await(hang);
            for (String chunk : reply.chunks()) {
                out.write(chunk.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private void await(Duration time) throws InterruptedException {
        if (!time.isZero() && closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The stand-in is closing");
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream raw = exchange.getRequestBody();
        return (packed ? new GZIPInputStream(raw) : raw).readNBytes(MOST_BYTES);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }
}
