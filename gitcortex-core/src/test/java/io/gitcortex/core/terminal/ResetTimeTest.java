package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which CLIs say when more is allowed. */
final class ResetTimeTest {
    private static final Instant NOW = Instant.parse("2026-01-02T16:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "5pm, 2026-01-02T17:00:00Z",
        "at 5:30 pm, 2026-01-02T17:30:00Z",
        "3am, 2026-01-03T03:00:00Z",
        "12am, 2026-01-03T00:00:00Z",
        "17:45, 2026-01-02T17:45:00Z",
        "5pm (Europe/Berlin), 2026-01-03T16:00:00Z",
        "in 2 hours 5 minutes, 2026-01-02T18:05:00Z",
        "1h30m, 2026-01-02T17:30:00Z",
        "45s, 2026-01-02T16:00:45Z",
        "in 3 days, 2026-01-05T16:00:00Z",
        "2026-01-04T00:00:00Z, 2026-01-04T00:00:00Z"
    })
    void reads(String words, Instant expected) {
        assertThat(ResetTime.parse(words, NOW, ZoneOffset.UTC)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"soon", "25:00", "next month", "13", "99:99pm", "5pm (Nowhere/Atlantis)"})
    void does_not_guess(String words) {
        assertThat(ResetTime.parse(words, NOW, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void does_not_guess_from_nothing() {
        assertThat(ResetTime.parse("", NOW, ZoneOffset.UTC)).isEmpty();
    }
}
