package io.gitcortex.integration.crash;

/**
 * What kills have cost.
 *
 * @param kills how many
 * @param commits of agents
 * @param lost commits without an event
 * @param doubled commits with several events
 * @param effects that came about twice
 * @param calls of the model whose answers were lost
 */
record Toll(int kills, int commits, int lost, int doubled, int effects, int calls) {
    static final Toll NONE = new Toll(0, 0, 0, 0, 0, 0);

    Toll plus(Toll more) {
        return new Toll(
                kills + more.kills,
                commits + more.commits,
                lost + more.lost,
                doubled + more.doubled,
                effects + more.effects,
                calls + more.calls);
    }

    @Override
    public String toString() {
        return kills + " kills, " + commits + " commits, " + lost + " lost, " + doubled + " doubled, " + effects
                + " effects repeated, " + calls + " calls of the model repeated";
    }
}
