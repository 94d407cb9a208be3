package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.asking;
import static io.gitcortex.core.llm.LlmTestData.down;
import static io.gitcortex.core.llm.LlmTestData.limited;
import static io.gitcortex.core.llm.LlmTestData.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingLlmClientTest {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();
    private final LlmClient client = retrying(model, 3, time);

    @Test
    void two_failures_and_an_answer_take_three_requests_with_growing_waits() throws Exception {
        model.thenThrow(down()).thenThrow(limited(0)).thenAnswer("at last");

        assertThat(client.complete(REQUEST).text()).isEqualTo("at last");

        assertThat(model.requests()).hasSize(3);
        assertThat(time.waits()).hasSize(2);
        assertThat(time.waits().get(0)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        assertThat(time.waits().get(1)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
    }

    @Test
    void three_failures_are_an_error_after_exactly_three_requests() {
        LlmUnavailableException last = down();
        model.thenThrow(down()).thenThrow(down()).thenThrow(last).thenAnswer("too late");

        assertThatThrownBy(() -> client.complete(REQUEST)).isSameAs(last);

        assertThat(model.requests()).hasSize(3);
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void what_is_rejected_is_asked_once() {
        model.thenThrow(rejected()).thenAnswer("too late");

        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage("no");

        assertThat(model.requests()).hasSize(1);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void a_closed_model_is_not_asked_again() {
        model.close();

        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(IllegalStateException.class);

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void with_one_attempt_nothing_is_retried() {
        model.thenThrow(down()).thenAnswer("too late");

        assertThatThrownBy(() -> retrying(model, 1, time).complete(REQUEST))
                .isInstanceOf(LlmUnavailableException.class);

        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void every_attempt_has_what_is_left_of_the_timeout() throws Exception {
        model.then(request -> {
                    time.pass(Duration.ofSeconds(7));
                    throw down();
                })
                .thenAnswer("ok");

        client.complete(asking(Duration.ofSeconds(20)));

        List<LlmRequest> requests = model.requests();
        assertThat(requests.get(0).timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(requests.get(1).timeout())
                .isEqualTo(Duration.ofSeconds(13).minus(time.waits().get(0)));
        assertThat(requests.get(1).schema()).isEqualTo(requests.get(0).schema());
        assertThat(requests.get(1).messages()).isEqualTo(requests.get(0).messages());
    }

    @Test
    void there_is_no_wait_that_the_timeout_would_not_survive() {
        LlmUnavailableException first = down();
        model.then(request -> {
            time.pass(Duration.ofMillis(9500));
            throw first;
        });

        assertThatThrownBy(() -> client.complete(asking(Duration.ofSeconds(10))))
                .isSameAs(first);

        assertThat(time.waits()).isEmpty();
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        ScriptedLlmClient failing = ScriptedLlmClient.answering(request -> {
            failed.countDown();
            throw down();
        });
        LlmClient slow = new RetryingLlmClient(
                failing, 3, new Backoff(Duration.ofMinutes(2), new SplittableRandom(1)), MonotonicTime.system());
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> outcome.complete(catchThrowable(() -> slow.complete(asking(Duration.ofMinutes(9))))), "caller");
        caller.start();
        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(failing.requests()).hasSize(1);
    }

    @Test
    void a_client_that_is_closed_while_it_is_asked_does_not_wait_for_another_attempt() {
        model.then(request -> {
            client.close();
            throw down();
        });

        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(LlmUnavailableException.class);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void one_seed_gives_the_same_waits_and_another_others() {
        assertThat(waitsWith(5)).isEqualTo(waitsWith(5)).isNotEqualTo(waitsWith(6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 30})
    void waits_double_and_are_spread_by_a_fifth(int failures) {
        Backoff backoff = new Backoff(DELAY, new SplittableRandom(11));
        Duration doubled = DELAY.multipliedBy(1L << (failures - 1));

        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.after(failures))
                    .isBetween(
                            doubled.multipliedBy(8).dividedBy(10),
                            doubled.multipliedBy(12).dividedBy(10));
        }
    }

    @Test
    void no_number_of_failures_makes_the_wait_overflow() {
        assertThat(new Backoff(DELAY, new SplittableRandom(11)).after(5000)).isPositive();
    }

    private static List<Duration> waitsWith(long seed) {
        Backoff backoff = new Backoff(DELAY, new SplittableRandom(seed));
        return List.of(backoff.after(1), backoff.after(2), backoff.after(3));
    }

    private static LlmClient retrying(LlmClient model, int attempts, MonotonicTime time) {
        return new RetryingLlmClient(model, attempts, new Backoff(DELAY, new SplittableRandom(1)), time);
    }
}
