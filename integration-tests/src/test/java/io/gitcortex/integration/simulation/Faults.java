package io.gitcortex.integration.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What goes wrong, and how often: each seed has its own weather. Not thread-safe. */
final class Faults {
    private static final List<Integer> RATES = List.of(0, 0, 400, 120, 40);

    private final Chance chance;
    private final Map<Kind, Integer> rates = new EnumMap<>(Kind.class);
    private final int nastiness;
    private boolean calm;
    private long struck;

    /** What can go wrong at a step, a write, a reading, an act. */
    enum Kind {
        CRASH,
        WRITE,
        WRITE_AFTER,
        READ_STORE,
        READ_GIT,
        ACT,
        TAKEOVER,
        CLOCK
    }

    Faults(Chance chance) {
        this.chance = chance;
        for (Kind kind : Kind.values()) {
            rates.put(kind, chance.of(RATES));
        }
        this.nastiness = chance.of(List.of(0, 10, 30, 60));
    }

    boolean strikes(Kind kind) {
        int rate = rates.get(kind);
        boolean strikes = !calm && rate > 0 && chance.oneIn(rate);
        if (strikes) {
            struck++;
        }
        return strikes;
    }

    /** Something that went wrong before still does. */
    void note() {
        struck++;
    }

    /** Whether an agent, a model or a person does something bad. */
    boolean nasty() {
        return !calm && chance.percent(nastiness);
    }

    /** From here on nothing goes wrong any more: what was broken must mend itself. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** How much has gone wrong so far. */
    long struck() {
        return struck;
    }
}
