package io.gitcortex.core.terminal;

import io.gitcortex.terminal.TerminalException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Texts that others want to have typed into a session, one after the other. Thread-safe: they wait, and the session's thread
 * takes, and says what came of it.
 */
final class Requests {
    /** More than a few lines that nobody takes are a sign that nobody listens. */
    private static final int MAX_WAITING = 16;

    /** Typing, showing and submitting, twice, have deadlines of their own, and take less. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(60);

    private final Object lock = new Object();
    private final Deque<Request> waiting = new ArrayDeque<>();
    private @Nullable Request current;
    private @Nullable String closed;

    /** A text, and what becomes of it: nothing for done, else why not. */
    private record Request(String text, CompletableFuture<Optional<String>> outcome) {}

    /**
     * Waits until a text was typed and taken up. One that is under way when the time is over is waited for: what came of it must be
     * known, or whoever wants it typed would have it typed twice.
     *
     * @throws TerminalException if it was not, in time
     */
    void await(String text, Duration timeout) throws InterruptedException {
        Request request = new Request(text, new CompletableFuture<>());
        synchronized (lock) {
            if (closed != null) {
                throw new TerminalException(closed);
            }
            if (waiting.size() >= MAX_WAITING) {
                throw new TerminalException("The session takes no more texts: " + MAX_WAITING + " wait to be typed");
            }
            waiting.add(request);
        }
        Optional<String> reason;
        try {
            reason = outcome(request, timeout);
        } catch (TimeoutException e) {
            throw new TerminalException("The session did not take the text within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new TerminalException("The text could not be typed: " + e.getMessage(), e);
        }
        if (reason.isPresent()) {
            throw new TerminalException(reason.get());
        }
    }

    private Optional<String> outcome(Request request, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return request.outcome().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            synchronized (lock) {
                if (waiting.remove(request)) {
                    throw e;
                }
            }
            return request.outcome().get(UNDER_WAY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The next text, if one waits; it is under way then. */
    Optional<String> next() {
        synchronized (lock) {
            current = waiting.poll();
            return Optional.ofNullable(current).map(Request::text);
        }
    }

    /** Whether a text waits to be typed. */
    boolean isWaiting() {
        synchronized (lock) {
            return !waiting.isEmpty();
        }
    }

    /** The text that is under way was taken up. */
    void done() {
        settle(Optional.empty());
    }

    /** The text that is under way was not taken up. */
    void refuse(String reason) {
        settle(Optional.of(reason));
    }

    private void settle(Optional<String> reason) {
        Request settled;
        synchronized (lock) {
            settled = current;
            current = null;
        }
        if (settled != null) {
            settled.outcome().complete(reason);
        }
    }

    /** Nothing is typed any more; whoever waits is told why. */
    void close(String reason) {
        Deque<Request> rest;
        synchronized (lock) {
            closed = reason;
            rest = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        refuse(reason);
        rest.forEach(request -> request.outcome().complete(Optional.of(reason)));
    }
}
