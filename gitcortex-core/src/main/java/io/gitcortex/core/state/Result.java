package io.gitcortex.core.state;

import io.gitcortex.model.CommitStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A report that was found on a branch and settled a round.
 *
 * @param round which round of the terminal, counted from 1
 * @param instruction the number of the instruction that opened the round
 * @param status what was reported
 * @param commits the hashes of the commits that report it, the newest last: several where it was rewritten, or made again
 * @param sequence the event that recorded it
 */
public record Result(int round, long instruction, CommitStatus status, List<String> commits, long sequence) {
    /** Copies the list. */
    public Result {
        commits = List.copyOf(commits);
    }

    /** The hash of the commit that reports it now. */
    public String commit() {
        return commits.get(commits.size() - 1);
    }

    Result alsoIn(String other) {
        List<String> more = new ArrayList<>(commits);
        more.add(other);
        return new Result(round, instruction, status, more, sequence);
    }

    /** As {@link #alsoIn}, but for the newest commit, which stays. */
    Result besides(String other) {
        List<String> more = new ArrayList<>(commits);
        more.add(0, other);
        return new Result(round, instruction, status, more, sequence);
    }
}
