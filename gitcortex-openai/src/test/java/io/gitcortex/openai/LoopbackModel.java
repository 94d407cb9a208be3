package io.gitcortex.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.model.Secret;
import io.gitcortex.testkit.llm.ModelPeer;
import io.gitcortex.testkit.llm.PeerReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model behind a bare socket: unlike a proper server, it notices when its caller hangs up. */
final class LoopbackModel implements ModelPeer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<List<LlmMessage>> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile PeerReply reply = new PeerReply.Echo();

    LoopbackModel() throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    @Override
    public LlmClient newClient(Secret key) {
        return OpenAiLlmClient.builder()
                .baseUrl("http://127.0.0.1:" + server.getLocalPort() + "/v1")
                .apiKey(key)
                .model("loopback")
                .build();
    }

    @Override
    public void replyWith(PeerReply next) {
        reply = next;
    }

    @Override
    public List<List<LlmMessage>> received() {
        return List.copyOf(received);
    }

    @Override
    public int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        closeQuietly(server);
        connections.forEach(LoopbackModel::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            byte[] body = readRequest(in);
            while (body.length > 0) {
                List<LlmMessage> messages = messagesIn(body);
                received.add(messages);
                if (!answer(connection, messages)) {
                    return;
                }
                body = readRequest(in);
            }
        } catch (IOException e) {
            // The caller is gone, or the test is over.
        }
    }

    /** False if the connection is done for. */
    private boolean answer(Socket connection, List<LlmMessage> messages) throws IOException {
        PeerReply how = reply;
        if (how instanceof PeerReply.HangUp) {
            return false;
        }
        if (how instanceof PeerReply.Silence) {
            waiting.incrementAndGet();
            try {
                return connection.getInputStream().read() >= 0;
            } finally {
                waiting.decrementAndGet();
            }
        }
        connection.getOutputStream().write(response(how, messages));
        connection.getOutputStream().flush();
        return true;
    }

    private static byte[] response(PeerReply how, List<LlmMessage> messages) throws IOException {
        if (how instanceof PeerReply.Text text) {
            return http("200 OK", completion(text.text()));
        }
        if (how instanceof PeerReply.Echo) {
            return http("200 OK", completion(messages.get(messages.size() - 1).content()));
        }
        if (how instanceof PeerReply.RateLimited limited) {
            String header = limited.retryAfter() == null
                    ? ""
                    : "\r\nRetry-After: " + limited.retryAfter().toSeconds();
            return http("429 Too Many Requests" + header, error("slow down"));
        }
        if (how instanceof PeerReply.Rejected rejected) {
            return http("400 Bad Request", error(rejected.said()));
        }
        return http("503 Service Unavailable", error(((PeerReply.Failing) how).said()));
    }

    private static ObjectNode completion(String text) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("choices").addObject().putObject("message").put("content", text);
        return root;
    }

    private static ObjectNode error(String said) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("error").put("message", said);
        return root;
    }

    private static byte[] http(String status, ObjectNode json) throws IOException {
        byte[] body = JSON.writeValueAsBytes(json);
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        response.writeBytes(body);
        return response.toByteArray();
    }

    /** The body of the next request; empty at the end of the connection. */
    private static byte[] readRequest(InputStream in) throws IOException {
        int length = 0;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        return in.readNBytes(length);
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static List<LlmMessage> messagesIn(byte[] body) throws IOException {
        List<LlmMessage> messages = new ArrayList<>();
        for (JsonNode message : JSON.readTree(body).path("messages")) {
            LlmMessage.Role role =
                    LlmMessage.Role.valueOf(message.path("role").asText().toUpperCase(Locale.ROOT));
            messages.add(new LlmMessage(role, message.path("content").asText()));
        }
        return List.copyOf(messages);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "loopback-model");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
