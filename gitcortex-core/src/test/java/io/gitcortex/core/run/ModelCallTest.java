package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.waiting.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelCallTest {
    private static final LlmRequest REQUEST =
            LlmRequest.of(List.of(LlmMessage.user("What next?")), Duration.ofMinutes(5));

    private final ScriptedLlmClient model = ScriptedLlmClient.create();
    private final ModelCall<LlmResponse> call = new ModelCall<>(() -> model.complete(REQUEST));

    @Test
    void a_call_that_is_under_way_ends_when_it_is_given_up() throws Exception {
        model.hang();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> interrupted.complete(isInterrupted()));
        thread.start();
        Eventually.isTrue(() -> model.hanging() == 1);

        call.giveUp();
        call.giveUp();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(model.hanging()).isZero();
    }

    @Test
    void a_call_that_was_given_up_before_it_began_asks_nobody() {
        call.giveUp();

        assertThatThrownBy(call::carryOut).isInstanceOf(InterruptedException.class);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void what_the_thread_does_after_its_call_is_not_disturbed() throws Exception {
        model.thenAnswer("done");

        assertThat(call.carryOut().text()).isEqualTo("done");
        call.giveUp();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private boolean isInterrupted() {
        try {
            call.carryOut();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
