package io.gitcortex.core.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 90s}, {@code 10m}, {@code 2h}, or as in ISO 8601. */
final class FileDurations {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,18})(ms|s|m|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private FileDurations() {}

    /** The duration that {@code text} spells, if it spells a positive one. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        try {
            Duration duration = matcher.matches()
                    ? Duration.of(
                            Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), ChronoUnit.FOREVER))
                    : Duration.parse(text);
            return duration.isNegative() || duration.isZero() ? Optional.empty() : Optional.of(duration);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
