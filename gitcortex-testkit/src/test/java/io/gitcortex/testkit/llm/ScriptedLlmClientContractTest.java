package io.gitcortex.testkit.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.Secret;
import io.gitcortex.model.TokenUsage;
import java.util.List;

class ScriptedLlmClientContractTest extends LlmClientContract {
    @Override
    protected ModelPeer newPeer() {
        return new ScriptedPeer();
    }

    private static final class ScriptedPeer implements ModelPeer {
        private volatile PeerReply reply = new PeerReply.Echo();
        private final ScriptedLlmClient model = ScriptedLlmClient.answering(this::answer);

        @Override
        public LlmClient newClient(Secret key) {
            return model;
        }

        @Override
        public void replyWith(PeerReply next) {
            reply = next;
            if (next instanceof PeerReply.Silence) {
                model.hang();
            }
        }

        @Override
        public List<List<LlmMessage>> received() {
            return model.requests().stream().map(LlmRequest::messages).toList();
        }

        @Override
        public int waiting() {
            return model.hanging();
        }

        @Override
        public void close() {
            model.close();
        }

        private LlmResponse answer(LlmRequest request) {
            if (reply instanceof PeerReply.Text text) {
                return new LlmResponse(text.text(), TokenUsage.NONE, false);
            }
            if (reply instanceof PeerReply.RateLimited limited) {
                throw new LlmRateLimitedException("Too many requests", limited.retryAfter());
            }
            if (reply instanceof PeerReply.Rejected) {
                throw new LlmRejectedException("Rejected", 400, null);
            }
            if (reply instanceof PeerReply.Echo) {
                List<LlmMessage> messages = request.messages();
                return new LlmResponse(messages.get(messages.size() - 1).content(), TokenUsage.NONE, false);
            }
            throw new LlmUnavailableException("Down", null);
        }
    }
}
