package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.asking;
import static io.gitcortex.core.llm.LlmTestData.down;
import static io.gitcortex.core.llm.LlmTestData.limited;
import static io.gitcortex.core.llm.LlmTestData.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmException;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverLlmClientTest {
    private final VirtualTime time = new VirtualTime();
    private final ScriptedLlmClient first = ScriptedLlmClient.create();
    private final ScriptedLlmClient second = ScriptedLlmClient.create();
    private final FailoverLlmClient client = new FailoverLlmClient(List.of(first, second), time);

    @Test
    void the_second_is_left_alone_while_the_first_answers() throws Exception {
        first.thenAnswer("first");

        assertThat(client.complete(REQUEST).text()).isEqualTo("first");
        assertThat(second.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_second_is_asked_where_the_first_fails_or_refuses(boolean refuses) throws Exception {
        first.thenThrow(refuses ? rejected() : down()).thenAnswer("first again");
        second.thenAnswer("second");

        assertThat(client.complete(REQUEST).text()).isEqualTo("second");
        assertThat(client.complete(REQUEST).text()).isEqualTo("first again");
    }

    @Test
    void the_first_gets_half_of_the_time_and_the_second_the_rest() throws Exception {
        first.then(request -> {
            time.pass(Duration.ofSeconds(20));
            throw down();
        });
        second.thenAnswer("second");

        client.complete(asking(Duration.ofSeconds(100)));

        assertThat(first.requests().get(0).timeout()).isEqualTo(Duration.ofSeconds(50));
        assertThat(second.requests().get(0).timeout()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void where_all_fail_the_failure_that_may_pass_is_thrown_with_the_others() {
        LlmException refusal = rejected();
        LlmException passing = limited(3);
        first.thenThrow(refusal);
        second.thenThrow(passing);

        assertThatThrownBy(() -> client.complete(REQUEST)).isSameAs(passing).hasSuppressedException(refusal);
    }

    @Test
    void where_all_refuse_the_first_refusal_is_thrown() {
        LlmException refusal = rejected();
        first.thenThrow(refusal);
        second.thenThrow(rejected());

        assertThatThrownBy(() -> client.complete(REQUEST)).isSameAs(refusal);
    }

    @Test
    void an_interrupt_is_no_reason_to_ask_the_second() {
        second.thenAnswer("second");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(InterruptedException.class);
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void closing_closes_all() {
        client.close();

        assertThatThrownBy(() -> first.complete(REQUEST)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> second.complete(REQUEST)).isInstanceOf(IllegalStateException.class);
    }
}
