package io.gitcortex.examples.plugin;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A model that is a program. It is started for each request, reads the conversation from its standard input (one JSON
 * object: {@code {"messages": [{"role": "user", "content": "..."}]}}) and writes its reply to its standard output, both in
 * UTF-8. It ends with 0 if it has answered, or as {@code sysexits.h} says: 75 if it asks to wait (the reply may be a number
 * of seconds), 65 if it will never take the request, anything else if it has failed.
 *
 * <p>What the program says when it fails is not passed on: it may quote what it was asked.
 *
 * <p>Thread-safe.
 */
public final class ProgramLlmClient implements LlmClient {
    private static final int REFUSED = 65;
    private static final int TRY_LATER = 75;

    private final List<String> command;
    private final Path directory;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * A client for a program.
     *
     * @param command the program and its arguments
     * @param directory where requests and replies are kept while a call lasts: a directory that only this person can read
     */
    public ProgramLlmClient(List<String> command, Path directory) {
        this.command = List.copyOf(command);
        this.directory = directory;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before the model was asked");
        }
        try (Exchange exchange = Exchange.open(directory, request)) {
            int exitCode = run(exchange, request.timeout());
            String reply = exchange.reply();
            if (exitCode != 0) {
                throw failure(exitCode, reply);
            }
            return new LlmResponse(reply, TokenUsage.NONE, false);
        } catch (IOException e) {
            throw new LlmUnavailableException("The model's program " + command.get(0) + " could not be run", e);
        }
    }

    private int run(Exchange exchange, Duration timeout) throws IOException, InterruptedException {
        Process process = exchange.start(command);
        running.add(process);
        try {
            // Closed since it was asked: close() has not seen this process.
            requireOpen();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LlmUnavailableException("The model's program did not answer within " + timeout, null);
            }
            if (closed) {
                throw new LlmUnavailableException("The client was closed while the model was asked", null);
            }
            return process.exitValue();
        } finally {
            running.remove(process);
            end(process);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This client has been closed");
        }
    }

    private static LlmException failure(int exitCode, String reply) {
        String what = "The model's program ended with exit code " + exitCode;
        return switch (exitCode) {
            case TRY_LATER -> new LlmRateLimitedException(what + ": it asks to wait", seconds(reply));
            case REFUSED -> new LlmRejectedException(what + ": it does not take the request", exitCode, null);
            default -> new LlmUnavailableException(what, null);
        };
    }

    private static @Nullable Duration seconds(String reply) {
        String text = reply.strip();
        return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }

    /** With all that it has started: a script's model would go on without it. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(ProgramLlmClient::end);
    }
}
