package io.gitcortex.core.worktree;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a call of the git program came to.
 *
 * <p>Immutable.
 *
 * @param exit what it ended with
 * @param raw its standard output, one character for each byte
 * @param errors the beginning of its standard error, as text
 */
record GitOutput(int exit, String raw, String errors) {
    // "Unable to create '.../index.lock': File exists.", "could not lock config file .../config: File exists"
    private static final Pattern LOCK_HELD =
            Pattern.compile("(Unable to create '[^\n]*\\.lock'|could not lock config file [^\n]*): File exists");

    boolean succeeded() {
        return exit == 0;
    }

    /** Whether it did nothing because another process holds one of git's locks. */
    boolean metLock() {
        return !succeeded() && LOCK_HELD.matcher(errors).find();
    }

    String line() {
        return text(raw).strip();
    }

    /** The parts of an output that ends each part with a NUL. */
    List<String> parts() {
        return Stream.of(raw.split("\0")).filter(part -> !part.isEmpty()).toList();
    }

    /** A text as raw bytes. */
    static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What people can read of raw bytes. */
    static String text(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
