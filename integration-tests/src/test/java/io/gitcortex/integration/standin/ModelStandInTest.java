package io.gitcortex.integration.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ModelStandInTest {
    @Test
    void one_that_hangs_keeps_no_other_waiting_and_ends_when_the_stand_in_is_closed() throws Exception {
        Script script = Script.marks(Script.steps());
        CompletableFuture<String> hanging;
        try (ModelStandIn standIn = ModelStandIn.start(script)) {
            hanging = CompletableFuture.supplyAsync(() -> ask(standIn, "[[hang: 600000]] [[say: Late.]]"));
            await().atMost(Duration.ofSeconds(20)).until(() -> standIn.turns().size() == 1);
            assertThat(ask(standIn, "[[say: At once.]]")).contains("At once.");
            assertThat(hanging).isNotDone();
        }
        await().atMost(Duration.ofSeconds(20)).until(hanging::isDone);
        assertThat(hanging.handle((body, failure) -> body != null && body.contains("Late."))
                        .join())
                .isFalse();
    }

    @Test
    void what_the_script_cannot_do_is_seen_by_the_client() {
        try (ModelStandIn standIn = ModelStandIn.start(turn -> {
            throw new IllegalStateException("no such step");
        })) {
            assertThat(CompletableFuture.supplyAsync(() -> ask(standIn, "Hello"))
                            .handle((body, failure) -> failure != null || body.contains("no such step"))
                            .join())
                    .isTrue();
        }
    }

    private static String ask(ModelStandIn standIn, String prompt) {
        try {
            var body = Requests.body(ModelApi.MESSAGES, false, prompt, List.of());
            return Requests.post(standIn.origin(), "/v1/messages", body).body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
