package io.gitcortex.llm;

/**
 * A language model that can be asked.
 *
 * <p>Every implementation guarantees, and {@code LlmClientContract} of {@code gitcortex-testkit} checks, that:
 *
 * <ol>
 *   <li>{@link #complete} makes one request and no retry: retries, fail-over and budgets are the caller's;
 *   <li>it answers, or throws one of the {@link LlmException} family, within the request's timeout and a little more for
 *       noticing (one second);
 *   <li>interrupting the calling thread ends the call promptly with {@link InterruptedException}, and gives up the
 *       connection;
 *   <li>it may be called from any number of threads at once;
 *   <li>messages arrive at the model in order, unchanged: every Unicode text, of any length that the endpoint takes;
 *   <li>no exception, log line or {@code toString} holds the key, a message's content, or more than 2 KiB of what an
 *       endpoint said in error;
 *   <li>after {@link #close()} a call fails with {@link IllegalStateException}; {@code close} is idempotent.
 * </ol>
 *
 * <p>Thread-safe. Whoever creates a client closes it.
 */
public interface LlmClient extends AutoCloseable {
    /**
     * Asks the model and waits for its whole reply. Blocks.
     *
     * @param request what to ask
     * @return the reply
     * @throws LlmRateLimitedException if the endpoint asks to wait
     * @throws LlmUnavailableException if the endpoint could not be reached, failed, or took too long: a later try may do
     * @throws LlmRejectedException if the endpoint will never take this request
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if this client is closed
     */
    LlmResponse complete(LlmRequest request) throws InterruptedException;

    /** Releases connections. Idempotent; calls under way fail with {@link LlmUnavailableException}. */
    @Override
    void close();
}
