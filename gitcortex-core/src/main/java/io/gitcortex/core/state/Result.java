package io.gitcortex.core.state;

import io.gitcortex.model.CommitStatus;

/**
 * A report that was found on a branch and settled a round.
 *
 * @param round which round of the terminal, counted from 1
 * @param instruction the number of the instruction that opened the round
 * @param status what was reported
 * @param commit the hash of the commit that reports it
 * @param sequence the event that recorded it
 */
public record Result(int round, long instruction, CommitStatus status, String commit, long sequence) {
    Result in(String other) {
        return new Result(round, instruction, status, other, sequence);
    }
}
