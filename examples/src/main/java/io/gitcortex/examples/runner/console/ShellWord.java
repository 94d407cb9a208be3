package io.gitcortex.examples.runner.console;

import java.util.regex.Pattern;

/** Text that a shell takes as one word (POSIX, "Shell Command Language", 2.2.2). */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWord() {}

    /** The text, in quotes where it needs them. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
