package io.gitcortex.testkit.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * A model that follows a script: what has been queued first, then what its function says. It remembers what it was asked,
 * and passes {@link LlmClientContract}.
 *
 * <pre>{@code
 * ScriptedLlmClient model = ScriptedLlmClient.create()
 *         .thenThrow(new LlmUnavailableException("down", null))
 *         .thenAnswer("[]");
 * }</pre>
 *
 * <p>Thread-safe. A script that is at its end rejects what it is asked.
 */
public final class ScriptedLlmClient implements LlmClient {
    private final Object lock = new Object();
    private final Deque<Function<? super LlmRequest, LlmResponse>> steps = new ArrayDeque<>();
    private final Function<? super LlmRequest, LlmResponse> afterwards;
    private final List<LlmRequest> requests = new ArrayList<>();
    private boolean hangs;
    private int hanging;
    private boolean closed;

    private ScriptedLlmClient(Function<? super LlmRequest, LlmResponse> afterwards) {
        this.afterwards = afterwards;
    }

    /**
     * A model with an empty script.
     *
     * @return a new model
     */
    public static ScriptedLlmClient create() {
        return new ScriptedLlmClient(request -> {
            throw new LlmRejectedException(
                    "The script of this model has come to its end: queue another answer", 0, null);
        });
    }

    /**
     * A model that answers by a function, once nothing is queued.
     *
     * @param answers called on the asking thread, perhaps on several at once; may throw an {@link LlmException}
     * @return a new model
     */
    public static ScriptedLlmClient answering(Function<? super LlmRequest, LlmResponse> answers) {
        return new ScriptedLlmClient(answers);
    }

    /**
     * Queues an answer that used no tokens.
     *
     * @param text what to say
     * @return this model
     */
    public ScriptedLlmClient thenAnswer(String text) {
        return thenAnswer(new LlmResponse(text, TokenUsage.NONE, false));
    }

    /**
     * Queues an answer.
     *
     * @param response what to answer
     * @return this model
     */
    public ScriptedLlmClient thenAnswer(LlmResponse response) {
        return then(request -> response);
    }

    /**
     * Queues a failure.
     *
     * @param failure what to throw; the same object each time it is reached
     * @return this model
     */
    public ScriptedLlmClient thenThrow(LlmException failure) {
        return then(request -> {
            throw failure;
        });
    }

    /**
     * Queues an answer by a function.
     *
     * @param answer called on the asking thread; may throw an {@link LlmException}
     * @return this model
     */
    public ScriptedLlmClient then(Function<? super LlmRequest, LlmResponse> answer) {
        synchronized (lock) {
            steps.add(answer);
        }
        return this;
    }

    /**
     * From now on, leaves every request unanswered until {@link #release()}, its timeout, an interrupt or {@link #close()}.
     *
     * @return this model
     */
    public ScriptedLlmClient hang() {
        synchronized (lock) {
            hangs = true;
        }
        return this;
    }

    /** Goes on with the script, for the requests that hang too. */
    public void release() {
        synchronized (lock) {
            hangs = false;
            lock.notifyAll();
        }
    }

    /**
     * Everything it was asked, in the order of asking.
     *
     * @return a snapshot
     */
    public List<LlmRequest> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /**
     * Requests that hang at this moment.
     *
     * @return how many
     */
    public int hanging() {
        synchronized (lock) {
            return hanging;
        }
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before the model was asked");
        }
        return nextStep(request).apply(request);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    @Override
    public String toString() {
        synchronized (lock) {
            return "ScriptedLlmClient[asked " + requests.size() + " times, " + steps.size() + " steps left]";
        }
    }

    private Function<? super LlmRequest, LlmResponse> nextStep(LlmRequest request) throws InterruptedException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("This model has been closed");
            }
            requests.add(request);
            hanging++;
            try {
                awaitRelease(System.nanoTime(), request.timeout().toNanos());
            } finally {
                hanging--;
            }
            Function<? super LlmRequest, LlmResponse> step = steps.poll();
            return step == null ? afterwards : step;
        }
    }

    private void awaitRelease(long start, long timeoutNanos) throws InterruptedException {
        while (hangs && !closed) {
            long millisLeft = (timeoutNanos - (System.nanoTime() - start)) / 1_000_000;
            if (millisLeft <= 0) {
                throw new LlmUnavailableException("The model did not answer within the request's timeout", null);
            }
            lock.wait(millisLeft);
        }
        if (closed) {
            throw new LlmUnavailableException("The model was closed while it was asked", null);
        }
    }
}
