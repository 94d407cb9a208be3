package io.gitcortex.core.state;

/**
 * How far a workflow has come.
 *
 * @param sequence the newest event
 * @param news what asks for a decision
 * @param decisions how many decisions have been made
 * @param instructions how many instructions have been decided
 * @param spending what models have used
 */
public record Counters(long sequence, News news, long decisions, long instructions, Spending spending) {
    static final Counters ZERO = new Counters(0, new News(0, 0, 0), 0, 0, Spending.NONE);

    /**
     * Events that ask for a decision, by their sequence numbers.
     *
     * @param newest the newest one
     * @param decidedThrough the newest one that a decision has taken into account
     * @param spoken the newest answer that a person gave in words of their own; only a model can weigh it
     */
    public record News(long newest, long decidedThrough, long spoken) {}

    /** The newest event that asks for a decision. */
    public long newest() {
        return news.newest();
    }

    /** The newest event that a decision has taken into account. */
    public long decidedThrough() {
        return news.decidedThrough();
    }

    /** The newest answer that a person gave in words of their own. */
    public long spoken() {
        return news.spoken();
    }

    Counters at(long next, boolean wakes) {
        News now = new News(wakes ? next : newest(), decidedThrough(), spoken());
        return new Counters(next, now, decisions, instructions, spending);
    }

    Counters spokenNow() {
        return new Counters(
                sequence, new News(newest(), decidedThrough(), sequence), decisions, instructions, spending);
    }

    Counters decided(long decision, long through, long lastInstruction) {
        News now = new News(newest(), Math.max(decidedThrough(), through), spoken());
        return new Counters(
                sequence, now, Math.max(decisions, decision), Math.max(instructions, lastInstruction), spending);
    }

    Counters spent(Spending now) {
        return new Counters(sequence, news, decisions, instructions, now);
    }
}
