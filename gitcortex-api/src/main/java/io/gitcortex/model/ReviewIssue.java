package io.gitcortex.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something a reviewer wants changed.
 *
 * <p>Immutable.
 *
 * @param path the file, relative to the repository's root, or null where the issue is about no single file
 * @param line the line, counted from 1, or 0 where the issue is about no single line
 * @param severity how bad it is, in the reviewer's word, for example {@code major}
 * @param message what is wrong
 * @param suggestion what to do instead, or null
 */
public record ReviewIssue(
        @Nullable String path,
        int line,
        String severity,
        String message,
        @Nullable String suggestion) {
    public ReviewIssue {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        if (line < 0) {
            throw new IllegalArgumentException("The line of an issue is counted from 1, not " + line);
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("The message of an issue must not be blank");
        }
    }
}
