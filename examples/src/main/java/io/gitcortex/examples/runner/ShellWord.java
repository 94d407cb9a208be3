package io.gitcortex.examples.runner;

import java.util.regex.Pattern;

/** Text that a shell takes as one word (POSIX, "Shell Command Language", 2.2.2). */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWord() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
