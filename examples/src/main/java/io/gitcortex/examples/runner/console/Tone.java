package io.gitcortex.examples.runner.console;

/** How a line is meant. */
public enum Tone {
    /** A fact. */
    PLAIN(""),
    /** Something went well. */
    GOOD("32"),
    /** Somebody should look. */
    ATTENTION("33"),
    /** Something went wrong. */
    BAD("31"),
    /** Said for completeness. */
    QUIET("2");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The text in this tone's colour (ECMA-48, "Select graphic rendition"). */
    String colour(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
