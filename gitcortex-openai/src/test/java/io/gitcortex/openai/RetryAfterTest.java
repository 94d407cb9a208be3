package io.gitcortex.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private final RetryAfter retryAfter =
            new RetryAfter(Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "0,PT0S",
        "5,PT5S",
        "'  5 ',PT5S",
        "1.5,PT1S",
        "-3,PT0S",
        "86400,PT24H",
        "99999999999,PT99999999999S",
        "99999999999999999999999,PT9223372036854775807S"
    })
    void seconds_are_kept_as_given_but_never_negative(String header, Duration wait) {
        assertThat(retryAfter.parse(header)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "'Fri, 02 Jan 2026 12:00:30 GMT',PT30S",
        "'Friday, 02-Jan-26 12:00:30 GMT',PT30S",
        "'Fri Jan  2 12:00:30 2026',PT30S",
        "'Sat Jan 10 12:00:00 2026',PT192H",
        "'Fri, 02 Jan 2026 11:00:00 GMT',PT0S",
        "'Wednesday, 02-Jan-85 11:00:00 GMT',PT0S",
        "'Fri, 31 Dec 2100 12:00:00 GMT',PT657384H"
    })
    void dates_are_read_in_the_three_forms_of_http(String header, Duration wait) {
        assertThat(retryAfter.parse(header)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1e9", "5s", "1,5", "Fri, 99 Jan 2026 12:00:30 GMT", "0x10", "\u0665"})
    void what_cannot_be_understood_says_nothing(String header) {
        assertThat(retryAfter.parse(header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1 << 20})
    void a_header_of_any_length_is_refused_without_effort(int length) {
        assertThat(retryAfter.parse("9".repeat(length))).isNull();
    }
}
