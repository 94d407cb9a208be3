package io.gitcortex.core.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads when a quota is filled up again, as CLIs say it: a time of the day ("5pm", "17:30", "3:05 am (Europe/Berlin)"), a span ("in 2
 * hours 5 minutes", "1h30m", "45s"), or an instant (ISO-8601).
 */
final class ResetTime {
    private static final Pattern CLOCK = Pattern.compile(
            "^\\s*(?:at\\s+)?(\\d{1,2})(?::(\\d{2}))?\\s*([ap]\\.?m\\.?)?(?:\\s*\\(?([A-Za-z]+/[A-Za-z_]+|UTC)\\)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile(
            "(\\d{1,5})\\s*(d|h|m|s)(?:ays?|(?:ou)?rs?|in(?:ute)?s?|ec(?:ond)?s?)?\\b?", Pattern.CASE_INSENSITIVE);

    private ResetTime() {}

    static Optional<Instant> parse(String words, Instant now, ZoneId zone) {
        Optional<Instant> instant = instant(words.strip());
        if (instant.isPresent()) {
            return instant;
        }
        Duration span = span(words);
        if (!span.isZero()) {
            return Optional.of(now.plus(span));
        }
        return ofDay(words, now, zone);
    }

    private static Optional<Instant> instant(String words) {
        try {
            return Optional.of(ZonedDateTime.parse(words).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // Said in another way.
        }
    }

    private static Duration span(String words) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(words);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2).toLowerCase(Locale.ROOT)) {
                        case "d" -> Duration.ofDays(count);
                        case "h" -> Duration.ofHours(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofSeconds(count);
                    });
        }
        return sum;
    }

    /** The next time that a clock on the wall shows it. */
    private static Optional<Instant> ofDay(String words, Instant instant, ZoneId local) {
        Matcher matcher = CLOCK.matcher(words);
        if (!matcher.find() || (matcher.group(2) == null && matcher.group(3) == null)) {
            return Optional.empty();
        }
        try {
            int hour = Integer.parseInt(matcher.group(1));
            if (matcher.group(3) != null) {
                boolean afternoon = matcher.group(3).toLowerCase(Locale.ROOT).startsWith("p");
                hour = hour % 12 + (afternoon ? 12 : 0);
            }
            int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            ZoneId zone = matcher.group(4) == null ? local : ZoneId.of(matcher.group(4));
            ZonedDateTime now = instant.atZone(zone);
            ZonedDateTime at = now.with(LocalTime.of(hour, minute));
            return Optional.of((at.isAfter(now) ? at : at.plusDays(1)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // No such time, or no such place.
        }
    }
}
