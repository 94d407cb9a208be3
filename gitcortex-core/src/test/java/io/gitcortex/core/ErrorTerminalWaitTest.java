package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Closing goes on after an interruption, and may block: sessions are asked to end before they are killed. */
final class ErrorTerminalWaitTest {
    @Test
    void an_interruption_is_told_and_no_longer_pending() {
        Thread.currentThread().interrupt();

        boolean interrupted = new ErrorTerminalWait().await(new CompletableFuture<>(), Duration.ofHours(1));

        assertThat(interrupted).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }
}
