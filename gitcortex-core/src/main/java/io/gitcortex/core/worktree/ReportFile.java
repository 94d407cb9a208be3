package io.gitcortex.core.worktree;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the place of a report that an agent leaves as a file.
 *
 * <p>Immutable. Two are equal where the same was found.
 *
 * @param text the content; empty where it cannot be read
 * @param flawOrNull why it cannot be read, in a sentence that an agent can act on, or null if it can
 */
public record ReportFile(String text, @Nullable String flawOrNull) {
    /** Its name, in the root of a worktree. Written aside, under this name and an ending, and then renamed. */
    public static final String NAME = ".gitcortex-report.json";

    public ReportFile {
        Objects.requireNonNull(text, "text");
    }

    static ReportFile unreadable(String flaw) {
        return new ReportFile("", flaw);
    }

    /** Why it cannot be read; empty if it can. */
    public Optional<String> flaw() {
        return Optional.ofNullable(flawOrNull);
    }

    /** Whether a path in a worktree is that of a report, or of one that is being written: never part of anybody's work. */
    static boolean isAt(String path) {
        return path.equals(NAME) || (path.startsWith(NAME + ".") && path.indexOf('/') < 0);
    }
}
