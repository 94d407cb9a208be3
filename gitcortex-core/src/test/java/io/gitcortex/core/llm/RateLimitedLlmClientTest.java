package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.asking;
import static io.gitcortex.core.llm.LlmTestData.down;
import static io.gitcortex.core.llm.LlmTestData.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitedLlmClientTest {
    private final VirtualTime time = new VirtualTime();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();
    private final RateLimitedLlmClient client = new RateLimitedLlmClient(model, time);

    @ParameterizedTest
    @CsvSource({"7,PT7S", "60,PT1M", "61,PT1M", "86400,PT1M", "9223372036854775807,PT1M"})
    void the_wait_that_was_asked_for_is_kept_up_to_a_minute(long seconds, Duration wait) throws Exception {
        model.thenThrow(limited(seconds)).thenAnswer("ok");
        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmRateLimitedException.class);
        assertThat(time.waits()).isEmpty();

        client.complete(REQUEST);

        assertThat(time.waits()).containsExactly(wait);
        assertThat(model.requests().get(1).timeout())
                .isEqualTo(REQUEST.timeout().minus(wait));
    }

    @Test
    void time_that_has_passed_anyway_is_not_waited_for() throws Exception {
        model.thenThrow(limited(10)).thenAnswer("ok").thenAnswer("ok");
        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmRateLimitedException.class);

        time.pass(Duration.ofSeconds(4));
        client.complete(REQUEST);
        client.complete(REQUEST);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(6));
    }

    @Test
    void who_has_less_time_is_told_at_once_and_the_endpoint_is_left_alone() {
        model.thenThrow(limited(10)).thenAnswer("too early");
        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmRateLimitedException.class);

        assertThatThrownBy(() -> client.complete(asking(Duration.ofSeconds(10))))
                .isInstanceOfSatisfying(
                        LlmRateLimitedException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(10)));

        assertThat(model.requests()).hasSize(1);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void a_shorter_wait_does_not_undo_a_longer_one() throws Exception {
        model.then(request -> {
            model.thenThrow(limited(1)).thenAnswer("ok");
            assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmRateLimitedException.class);
            throw limited(30);
        });
        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmRateLimitedException.class);

        client.complete(REQUEST);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void other_failures_hold_nobody_back() throws Exception {
        model.thenThrow(down())
                .thenThrow(new LlmRateLimitedException("slow down", null))
                .thenAnswer("ok");
        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage("down");
        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage("slow down");

        client.complete(REQUEST);

        assertThat(time.waits()).isEmpty();
    }
}
