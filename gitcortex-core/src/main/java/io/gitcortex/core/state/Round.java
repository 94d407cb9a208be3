package io.gitcortex.core.state;

import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.RoundKind;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work given to a terminal.
 *
 * @param number which round of the terminal, counted from 1
 * @param kind what it is for
 * @param subject the terminal whose work is reviewed; null for work
 * @param instruction the number of the instruction that opened it; 0 if a host's report did
 * @param asked what the instruction told the terminal in words of its own; else empty
 * @param rework what the author must mend: files in conflict, a failed verification; else empty
 * @param settled true once it has a result, or has failed without one
 */
public record Round(
        int number,
        RoundKind kind,
        @Nullable TerminalId subject,
        long instruction,
        String asked,
        String rework,
        boolean settled) {
    Round settle() {
        return new Round(number, kind, subject, instruction, asked, rework, true);
    }

    /** Whether a result is still awaited. */
    public boolean isOpen() {
        return !settled;
    }
}
