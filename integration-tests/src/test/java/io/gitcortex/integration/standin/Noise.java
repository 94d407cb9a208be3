package io.gitcortex.integration.standin;

import java.util.regex.Pattern;

/** Tells what a person has typed from what CLIs put into the user's messages on their own: reminders, surroundings, rules. */
final class Noise {
    private static final Pattern OPENING = Pattern.compile(
            "\\s*(<system-reminder>|<environment_context>|<user_instructions>|<permissions|<skills|<INSTRUCTIONS|# AGENTS\\.md"
                    + "|<collaboration_mode>|<session_context>|- \\*\\*Workspace Directories|This is the (Gemini|Qwen) ?C)",
            Pattern.CASE_INSENSITIVE);

    /** What copilot puts before the words of the person, within one text. */
    private static final Pattern TIME = Pattern.compile("\\A<current_datetime>[^<]*</current_datetime>\\s*");

    private Noise() {}

    static String without(String text) {
        return TIME.matcher(text).replaceFirst("");
    }

    static boolean is(String text) {
        return text.isBlank() || OPENING.matcher(text).lookingAt();
    }
}
