package io.gitcortex.openai;

import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.LlmSurroundings;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.llm.TokenBudget;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.model.Secret;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.llm.LlmClientContract;
import io.gitcortex.testkit.llm.ModelPeer;
import io.gitcortex.testkit.llm.PeerReply;
import io.gitcortex.workflow.ModelBudget;
import io.gitcortex.workflow.ModelConfig;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** What stands around a client is a client itself: with a single attempt it keeps the whole contract. */
class LlmStackContractTest extends LlmClientContract {
    @Override
    protected ModelPeer newPeer() throws IOException {
        return new PeerOfStack(new LoopbackModel());
    }

    private record PeerOfStack(LoopbackModel model) implements ModelPeer {
        @Override
        public LlmClient newClient(Secret key) {
            LlmClient stack = LlmStack.build(
                    List.of(model.newClient(key)),
                    ModelConfig.builder().maxRetries(1).build(),
                    new LlmSurroundings(MonotonicTime.system(), new SplittableRandom(1)));
            return LlmStack.within(stack, TokenBudget.of(ModelBudget.NONE, TokenUsage.NONE));
        }

        @Override
        public void replyWith(PeerReply reply) {
            model.replyWith(reply);
        }

        @Override
        public List<List<LlmMessage>> received() {
            return model.received();
        }

        @Override
        public int waiting() {
            return model.waiting();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
