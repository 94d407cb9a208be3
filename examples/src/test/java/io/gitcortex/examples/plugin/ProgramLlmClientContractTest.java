package io.gitcortex.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.Secret;
import io.gitcortex.testkit.llm.LlmClientContract;
import io.gitcortex.testkit.llm.ModelPeer;
import io.gitcortex.testkit.llm.PeerReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every plugin of the kind has to pass, and two things more. */
class ProgramLlmClientContractTest extends LlmClientContract {
    private static final LlmRequest REQUEST = LlmRequest.of(List.of(LlmMessage.user("hello")), Duration.ofMinutes(1));

    @TempDir
    private Path directory;

    @Override
    protected ModelPeer newPeer() throws Exception {
        return new ProgramPeer(directory);
    }

    @Test
    void no_file_is_left_of_a_call() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own"));
        try (ProgramPeer peer = new ProgramPeer(own);
                Secret key = Secret.of("unused");
                LlmClient client = peer.newClient(key)) {
            peer.replyWith(new PeerReply.Echo());
            assertThat(client.complete(REQUEST).text()).isEqualTo("hello");
            peer.replyWith(new PeerReply.Failing("no"));
            assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmUnavailableException.class);

            assertThat(peer.files()).isEmptyDirectory();
        }
    }

    @Test
    void a_program_that_is_not_there_is_unavailable() {
        try (LlmClient client = new ProgramLlmClient(List.of("no-such-program"), directory)) {
            assertThatThrownBy(() -> client.complete(REQUEST))
                    .isInstanceOf(LlmUnavailableException.class)
                    .hasMessageContaining("no-such-program");
        }
    }
}
