package io.gitcortex.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScriptedLlmClientTest {
    private static final LlmRequest REQUEST =
            LlmRequest.of(List.of(LlmMessage.user("What next?")), Duration.ofSeconds(30));

    @Test
    void steps_are_taken_in_the_order_in_which_they_were_queued() throws Exception {
        LlmUnavailableException down = new LlmUnavailableException("down", null);
        try (ScriptedLlmClient model =
                ScriptedLlmClient.create().thenThrow(down).thenAnswer("go on")) {
            assertThatThrownBy(() -> model.complete(REQUEST)).isSameAs(down);
            assertThat(model.complete(REQUEST).text()).isEqualTo("go on");
            assertThat(model.requests()).containsExactly(REQUEST, REQUEST);
        }
    }

    @Test
    void a_script_at_its_end_rejects_what_it_is_asked() {
        try (ScriptedLlmClient model = ScriptedLlmClient.create()) {
            assertThatThrownBy(() -> model.complete(REQUEST))
                    .isInstanceOf(LlmRejectedException.class)
                    .hasMessageContaining("queue another answer");
        }
    }

    @Test
    void a_function_answers_when_nothing_is_queued() throws Exception {
        LlmResponse answer = new LlmResponse("by function", new TokenUsage(3, 4), true);
        try (ScriptedLlmClient model =
                ScriptedLlmClient.answering(request -> answer).thenAnswer("queued")) {
            assertThat(model.complete(REQUEST).text()).isEqualTo("queued");
            assertThat(model.complete(REQUEST)).isEqualTo(answer);
        }
    }

    @Test
    void a_request_that_hangs_is_answered_once_it_is_released() throws Exception {
        try (ScriptedLlmClient model =
                ScriptedLlmClient.create().thenAnswer("late").hang()) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread caller = new Thread(() -> answer.complete(textOf(model)), "caller");
            caller.start();
            await().until(() -> model.hanging() == 1);
            assertThat(answer).isNotDone();

            model.release();

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("late");
        }
    }

    private static String textOf(ScriptedLlmClient model) {
        try {
            return model.complete(REQUEST).text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
