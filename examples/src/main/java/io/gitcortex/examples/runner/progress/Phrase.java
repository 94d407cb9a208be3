package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import java.util.List;

/**
 * An event in words.
 *
 * @param tone how it is meant
 * @param who the task that it is about; empty for the workflow as a whole
 * @param text what happened
 * @param details more of it, a line each
 */
public record Phrase(Tone tone, String who, String text, List<String> details) {
    public Phrase {
        details = List.copyOf(details);
    }

    /** A text of several lines, such as what git said, is a line and its details. */
    static Phrase of(Tone tone, String who, String text) {
        List<String> lines = Wording.lines(text);
        return lines.isEmpty()
                ? new Phrase(tone, who, "", List.of())
                : new Phrase(tone, who, lines.get(0), lines.subList(1, lines.size()));
    }
}
