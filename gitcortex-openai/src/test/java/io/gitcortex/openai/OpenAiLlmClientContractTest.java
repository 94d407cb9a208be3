package io.gitcortex.openai;

import io.gitcortex.testkit.llm.LlmClientContract;
import io.gitcortex.testkit.llm.ModelPeer;
import java.io.IOException;

class OpenAiLlmClientContractTest extends LlmClientContract {
    @Override
    protected ModelPeer newPeer() throws IOException {
        return new LoopbackModel();
    }
}
