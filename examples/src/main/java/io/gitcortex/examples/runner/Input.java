package io.gitcortex.examples.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is given to the runner besides its arguments.
 *
 * @param stream standard input, which stays the caller's to close
 * @param isTerminal true if a person would have to type it
 */
record Input(InputStream stream, boolean isTerminal) {
    /** More than any commit message that GitCortex reads. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Only a shell can tell what standard input is, on every JDK; the launcher has. */
    static Input ofProcess() {
        return new Input(System.in, Boolean.getBoolean("gitcortex.input.terminal"));
    }

    /** All of it, as UTF-8; what is over 4 MiB is left out. */
    String text() throws IOException {
        return new String(stream.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
}
