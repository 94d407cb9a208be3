package io.gitcortex.testkit.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.model.Secret;
import java.util.List;

/**
 * The other end of an {@link LlmClient} in a test: a model that does as it is told. Whoever implements a client writes one
 * for {@link LlmClientContract}, over the client's own protocol.
 *
 * <p>Thread-safe. The contract closes it after each test.
 */
public interface ModelPeer extends AutoCloseable {
    /**
     * A client that speaks to this peer, and to nothing else.
     *
     * @param key the key to send with each request; stays the caller's to close
     * @return a new client, which the caller closes
     */
    LlmClient newClient(Secret key);

    /**
     * From now on, treats every request so.
     *
     * @param reply how
     */
    void replyWith(PeerReply reply);

    /**
     * Every conversation that has arrived, in the order of arrival, as this end understood it.
     *
     * @return a snapshot
     */
    List<List<LlmMessage>> received();

    /**
     * Requests that have arrived, have not been answered, and whose caller is still there.
     *
     * @return how many
     */
    int waiting();

    /** Ends everything. Idempotent. */
    @Override
    void close();
}
