package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.store.Owner;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who counts as alive: a process of this boot, with this id, that started when the owner did. */
final class OwnersTest {
    private final Owners owners = Owners.ofThisHost(Map.of());
    private final Owner self = owners.self("one");

    @Test
    void this_process_is_alive_and_of_this_host() {
        assertThat(owners.isOfThisHost(self)).isTrue();
        assertThat(owners.isAlive(self)).isTrue();
    }

    @Test
    void a_process_with_the_same_id_that_started_at_another_time_is_another() {
        assertThat(owners.isAlive(with(self.pid(), Duration.ofMinutes(1), self.bootId())))
                .isFalse();
    }

    @Test
    void nobody_outlives_a_boot() {
        assertThat(owners.isAlive(with(self.pid(), Duration.ZERO, "another boot")))
                .isFalse();
    }

    @Test
    void a_process_that_has_ended_is_not_alive() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();

        assertThat(owners.isAlive(with(ended.pid(), Duration.ZERO, self.bootId())))
                .isFalse();
    }

    private Owner with(long pid, Duration later, String bootId) {
        return new Owner(self.host(), pid, self.startedAt().plus(later), bootId, "one");
    }
}
