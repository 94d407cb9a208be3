package io.gitcortex.core.state;

/**
 * How far a workflow has come.
 *
 * @param sequence the newest event
 * @param news what asks for a decision
 * @param decisions the newest number that a decision has been given
 * @param instructions how many instructions have been decided
 * @param spending what models have used
 * @param sinceProgress how many decisions of a model have been made since the work last got on
 */
public record Counters(
        long sequence, News news, long decisions, long instructions, Spending spending, int sinceProgress) {
    static final Counters ZERO = new Counters(0, new News(0, 0, 0), 0, 0, Spending.NONE, 0);

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

    Counters at(long next, boolean wakes, boolean progress) {
        News now = new News(wakes ? next : newest(), decidedThrough(), spoken());
        return new Counters(next, now, decisions, instructions, spending, progress ? 0 : sinceProgress);
    }

    Counters spokenNow() {
        News now = new News(newest(), decidedThrough(), sequence);
        return new Counters(sequence, now, decisions, instructions, spending, sinceProgress);
    }

    /** A number that has been taken is nobody else's, whatever comes of it. */
    Counters requested(long decision) {
        return new Counters(sequence, news, Math.max(decisions, decision), instructions, spending, sinceProgress);
    }

    Counters decided(long decision, long through, long lastInstruction) {
        News now = new News(newest(), Math.max(decidedThrough(), through), spoken());
        return new Counters(
                sequence,
                now,
                Math.max(decisions, decision),
                Math.max(instructions, lastInstruction),
                spending,
                sinceProgress);
    }

    Counters spent(Spending now) {
        return new Counters(sequence, news, decisions, instructions, now, sinceProgress);
    }

    Counters decidedByModel() {
        return new Counters(sequence, news, decisions, instructions, spending, sinceProgress + 1);
    }
}
