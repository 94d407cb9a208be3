package io.gitcortex.examples.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.model.Named;
import io.gitcortex.model.Secret;
import io.gitcortex.testkit.llm.ModelPeer;
import io.gitcortex.testkit.llm.PeerReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A model that is a shell script: it leaves each request in a directory, and answers what it then finds there. */
final class ProgramPeer implements ModelPeer {
    private static final String SCRIPT = """
            directory=$1
            cat >"$directory/$$.part"
            mv "$directory/$$.part" "$directory/$$.request"
            while [ ! -f "$directory/$$.exit" ]; do sleep 0.05; done
            cat "$directory/$$.reply"
            code=$(cat "$directory/$$.exit")
            [ "$code" != kill ] || kill -9 $$
            exit "$code"
            """;

    private static final String KILL = "kill";

    private final ObjectMapper json = new ObjectMapper();
    private final Path directory;
    private final Path files;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "program-peer");
        thread.setDaemon(true);
        return thread;
    });
    private final List<List<LlmMessage>> received = new CopyOnWriteArrayList<>();
    private final Set<Long> unanswered = ConcurrentHashMap.newKeySet();
    private final Future<?> looking;
    private volatile PeerReply reply = new PeerReply.Silence();

    ProgramPeer(Path directory) throws IOException {
        this.directory = Files.createDirectory(directory.resolve("peer"));
        this.files = Files.createDirectory(directory.resolve("client"));
        Files.writeString(script(), SCRIPT);
        this.looking = looker.scheduleWithFixedDelay(this::look, 0, 10, TimeUnit.MILLISECONDS);
    }

    private Path script() {
        return directory.resolve("model.sh");
    }

    /** Where the client keeps its files. */
    Path files() {
        return files;
    }

    @Override
    public LlmClient newClient(Secret key) {
        return new ProgramLlmClient(List.of("sh", script().toString(), directory.toString()), files);
    }

    @Override
    public void replyWith(PeerReply next) {
        reply = next;
    }

    private void look() {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path request :
                    all.filter(file -> file.toString().endsWith(".request")).toList()) {
                take(request);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Path request) throws IOException {
        String pid = request.getFileName().toString().replace(".request", "");
        List<LlmMessage> messages = new ArrayList<>();
        for (JsonNode message : json.readTree(request.toFile()).get("messages")) {
            messages.add(new LlmMessage(
                    Named.parse(LlmMessage.Role.class, message.get("role").textValue()),
                    message.get("content").textValue()));
        }
        Files.delete(request);
        unanswered.add(Long.parseLong(pid));
        received.add(messages);
        answer(pid, messages.get(messages.size() - 1).content());
    }

    private void answer(String pid, String last) throws IOException {
        PeerReply how = reply;
        if (how instanceof PeerReply.Text text) {
            answer(pid, text.text(), "0");
        } else if (how instanceof PeerReply.Echo) {
            answer(pid, last, "0");
        } else if (how instanceof PeerReply.RateLimited limited) {
            String seconds = limited.retryAfter() == null
                    ? ""
                    : Long.toString(limited.retryAfter().toSeconds());
            answer(pid, seconds, "75");
        } else if (how instanceof PeerReply.Failing failing) {
            answer(pid, failing.said(), "69");
        } else if (how instanceof PeerReply.Rejected rejected) {
            answer(pid, rejected.said(), "65");
        } else if (how instanceof PeerReply.HangUp) {
            answer(pid, "", KILL);
        }
    }

    private void answer(String pid, String text, String exit) throws IOException {
        Files.writeString(directory.resolve(pid + ".reply"), text);
        Path aside = Files.writeString(directory.resolve(pid + ".aside"), exit);
        unanswered.remove(Long.parseLong(pid));
        Files.move(aside, directory.resolve(pid + ".exit"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<List<LlmMessage>> received() {
        if (looking.isDone()) {
            throw new IllegalStateException("The peer has failed: " + looking);
        }
        return List.copyOf(received);
    }

    @Override
    public int waiting() {
        return (int) unanswered.stream()
                .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .count();
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
