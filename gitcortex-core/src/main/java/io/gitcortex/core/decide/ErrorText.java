package io.gitcortex.core.decide;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the error terminal is told. */
public final class ErrorText {
    private ErrorText() {}

    /** The whole text. */
    public static String of(FailWorkflow failure) {
        return "[ERROR] Workflow failed: " + failure.error() + "\n\nSeverity: " + inWords(failure.severity())
                + "\nPlease investigate and fix.";
    }

    /** The text as it can be typed: a line that is longer than a terminal takes is clipped. */
    public static String typed(FailWorkflow failure) {
        return of(failure).lines().map(ShortLine::of).collect(Collectors.joining("\n"));
    }

    private static String inWords(ErrorSeverity severity) {
        String name = severity.wireName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
