package io.gitcortex.core.state;

/**
 * How far a workflow has come.
 *
 * @param sequence the newest event
 * @param newest the newest event that asks for a decision
 * @param decidedThrough the newest event that a decision has taken into account
 * @param decisions how many decisions have been made
 * @param instructions how many instructions have been decided
 * @param spoken the newest answer that a person gave in words of their own; only a model can weigh it
 */
public record Counters(
        long sequence, long newest, long decidedThrough, long decisions, long instructions, long spoken) {
    static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0);

    Counters at(long next, boolean wakes) {
        return new Counters(next, wakes ? next : newest, decidedThrough, decisions, instructions, spoken);
    }

    Counters spokenNow() {
        return new Counters(sequence, newest, decidedThrough, decisions, instructions, sequence);
    }

    Counters decided(long decision, long through, long lastInstruction) {
        return new Counters(
                sequence,
                newest,
                Math.max(decidedThrough, through),
                Math.max(decisions, decision),
                Math.max(instructions, lastInstruction),
                spoken);
    }
}
