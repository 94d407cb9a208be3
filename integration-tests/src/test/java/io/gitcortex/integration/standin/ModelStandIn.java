package io.gitcortex.integration.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for the endpoint of a model, in every protocol at once, on a free port of the loopback interface. It asks the script what
 * to do; side questions, which offer no tools, are answered with a title. Thread-safe.
 */
public final class ModelStandIn implements AutoCloseable {
    /** More than any CLI keeps open at once; what waits on purpose must not keep others waiting. */
    private static final int THREADS = 64;

    private final HttpServer server;
    private final ExecutorService threads;
    private final ExchangeLog log = new ExchangeLog();
    private final CountDownLatch closing = new CountDownLatch(1);

    private ModelStandIn(HttpServer server) {
        this.server = server;
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "model-stand-in-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts on a free port. */
    public static ModelStandIn start(Script script) {
        return start(0, script);
    }

    /** Starts on a port of its own; 0 for a free one. */
    static ModelStandIn start(int port, Script script) {
        // Read once, when the server is first used: without it each short answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ModelStandIn standIn = new ModelStandIn(server);
            server.setExecutor(standIn.threads);
            server.createContext("/", new ModelHandler(script, standIn.log, standIn.closing));
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, without a path: what Anthropic's and Gemini's clients take for a base; OpenAI's want "/v1" behind it. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All that it was asked so far, oldest first. */
    public List<Exchange> exchanges() {
        return log.all();
    }

    /** What was asked of the model with tools at hand, oldest first. */
    public List<Turn> turns() {
        return log.all().stream()
                .filter(exchange -> exchange.step().isPresent())
                .flatMap(exchange -> exchange.turn().stream())
                .toList();
    }

    /** Ends waits, breaks off answers, and frees the port. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
