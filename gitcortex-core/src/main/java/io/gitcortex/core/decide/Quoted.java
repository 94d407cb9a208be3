package io.gitcortex.core.decide;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What agents, files and terminals say, as it goes into a prompt: marked as a quotation, of bounded length, and else
 * unchanged. Whatever such a text holds, the reader sees where it ends.
 */
final class Quoted {
    /** One text, in characters: a message of any length must not push the rest out. */
    private static final int MAX_TEXT = 4 * 1024;
    /** One name or path. */
    private static final int MAX_LINE = 300;

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

    private Quoted() {}

    /** A text of any number of lines, each behind {@code "> "}; empty where there is none. */
    static String text(String said) {
        String clipped = clipped(said.strip(), MAX_TEXT);
        return clipped.isEmpty()
                ? ""
                : Arrays.stream(LINE_BREAK.split(clipped, -1))
                        .map(line -> "> " + withoutControls(line))
                        .collect(Collectors.joining("\n"));
    }

    /** A text that follows others on its line; what goes on below is marked as a quotation. */
    static String item(String said) {
        return Arrays.stream(LINE_BREAK.split(clipped(said.strip(), MAX_TEXT), -1))
                .map(Quoted::withoutControls)
                .collect(Collectors.joining("\n   > "));
    }

    /** A name or a path, on one line whatever it holds. */
    static String line(String name) {
        return withoutControls(LINE_BREAK.matcher(clipped(name, MAX_LINE)).replaceAll("\\\\n"));
    }

    /** The beginning of a text; no character is cut in two. */
    static String clipped(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "...";
    }

    private static String withoutControls(String line) {
        return CONTROL.matcher(line).replaceAll("");
    }
}
