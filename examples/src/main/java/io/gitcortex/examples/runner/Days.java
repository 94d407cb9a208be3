package io.gitcortex.examples.runner;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90d} or {@code 90}. */
final class Days implements ITypeConverter<Duration> {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");

    /** For the command line. */
    Days() {}

    @Override
    public Duration convert(String text) {
        Matcher days = DAYS.matcher(text);
        if (!days.matches()) {
            throw new TypeConversionException("'" + text + "' is no number of days; write it as in 90d");
        }
        return Duration.ofDays(Long.parseLong(days.group(1)));
    }
}
