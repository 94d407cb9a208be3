package io.gitcortex.openai;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Retry-After}: seconds, or a date in one of the three forms of RFC 9110, section 5.6.7. A wait that
 * is over already is zero; an absurd one is passed on as it is, since only the caller knows how long it will wait.
 */
final class RetryAfter {
    private static final int LONGEST_HEADER = 64;
    /** Some endpoints say fractions, which no standard knows. */
    private static final Pattern SECONDS = Pattern.compile("(-?)([0-9]+)(?:\\.[0-9]*)?");

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait, or null if the header says nothing that can be understood. */
    @Nullable
    Duration parse(String header) {
        String value = header.strip();
        if (value.length() > LONGEST_HEADER) {
            return null;
        }
        var seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            return seconds.group(1).isEmpty() ? seconds(seconds.group(2)) : Duration.ZERO;
        }
        for (DateTimeFormatter format : dateFormats()) {
            try {
                Duration wait = Duration.between(clock.instant(), format.parse(value, Instant::from));
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException e) {
                // Another form, perhaps.
            }
        }
        return null;
    }

    private static Duration seconds(String digits) {
        try {
            return Duration.ofSeconds(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
    }

    /** Made when needed: hardly any answer has a date. */
    private List<DateTimeFormatter> dateFormats() {
        // RFC 9110: a two-digit year that would be more than 50 years ahead is in the past.
        LocalDate earliest =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusYears(49);
        DateTimeFormatter rfc850 = new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        DateTimeFormatter asctime = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        return List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850, asctime);
    }
}
