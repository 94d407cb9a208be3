package io.gitcortex.integration.simulation;

import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.Owner;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One workflow from its beginning to its end, out of one seed: on one thread, in virtual time, with the real loop, journal,
 * recovery and playbook. First things go wrong as the seed has it; then nothing does any more, and it must come to its end.
 */
final class Simulation {
    private static final int MOST_STEPS = 30_000;
    private static final int MOST_TAKEOVERS = 3;
    private static final Duration DOWN = Duration.ofMinutes(2);
    private static final Duration ZOMBIE = Duration.ofMinutes(10);

    private final Library library;
    private final World world;
    private final Plans.Settings settings;
    private final int nasty;
    private @Nullable Life life;
    private @Nullable Life zombie;
    private int lives;
    private int takeovers;
    private int steps;

    /**
     * What came of a seed.
     *
     * @param journal every event, as text
     */
    record Result(long seed, List<String> violations, String journal, int steps, int lives) {}

    private Simulation(long seed, Library library, Function<Timeline, WorkflowStore> store) {
        Chance chance = new Chance(seed);
        Timeline time = new Timeline(chance);
        this.library = library;
        this.world = new World(seed, store.apply(time), time, chance);
        this.settings = Plans.next(chance);
        this.nasty = chance.below(1_500);
    }

    static Result run(long seed, Library library, Function<Timeline, WorkflowStore> store) {
        Simulation simulation = new Simulation(seed, library, store);
        simulation.run();
        String journal = journal(simulation.world);
        return new Result(
                seed,
                simulation.world.checks.violations(),
                "lives " + simulation.lives + ", steps " + simulation.steps + "\n" + journal,
                simulation.steps,
                simulation.lives);
    }

    static String journal(World world) {
        StringBuilder text = new StringBuilder();
        List<EventRow> page;
        long after = 0;
        do {
            page = world.store.events(world.workflow(), after, 1_000);
            for (EventRow row : page) {
                after = row.sequence();
                text.append(row.sequence()).append(' ').append(row.recordedAt()).append(' ');
                text.append(row.type()).append(' ').append(row.json()).append('\n');
            }
        } while (!page.isEmpty());
        return text.toString();
    }

    private void run() {
        world.workflow = world.ids.workflow();
        world.noticedBy(this::noticed);
        Life first = new Life(world, settings, library);
        life = first;
        lives = 1;
        first.begin(settings, self());
        new People(world, () -> life).begin();
        new Surroundings(world, () -> life).begin();
        while (world.checks.violations().isEmpty() && !isOver()) {
            step();
        }
        if (world.checks.violations().isEmpty()) {
            end();
        }
    }

    private void step() {
        steps++;
        if (steps == nasty) {
            world.faults.calm();
        }
        if (steps > MOST_STEPS) {
            world.checks.violated("it goes on for ever: " + standing());
            return;
        }
        Runnable next = world.time.next();
        if (next == null) {
            world.checks.violated("nothing happens any more: " + standing());
            return;
        }
        try {
            next.run();
        } catch (SimulatedCrash e) {
            // Whoever it was is dead; that is looked at below.
        }
        boolean unused = Thread.interrupted(); // Calls that were given up have interrupted whoever waited: nobody.
        lookAfter();
    }

    /** Whether the process still lives, and who comes next if it does not. */
    private void lookAfter() {
        Life now = life;
        if (now == null) {
            return;
        }
        WorkflowLoop loop = now.loop();
        boolean lost = loop != null && loop.isLost();
        if (now.isDead() || lost) {
            now.die();
            life = null;
            boolean atOnce = world.chance.oneIn(3);
            world.time.after(world.chance.upTo(atOnce ? Duration.ofSeconds(1) : DOWN), this::resume);
        } else if (loop != null && mayBeTakenOver() && world.faults.strikes(Faults.Kind.TAKEOVER)) {
            takeovers++;
            now.replace();
            zombie = now;
            world.time.after(world.chance.upTo(ZOMBIE), now::die);
            life = null;
            resume();
        }
    }

    private boolean mayBeTakenOver() {
        return takeovers < MOST_TAKEOVERS && (zombie == null || zombie.isDead());
    }

    private void resume() {
        Life next = new Life(world, settings, library);
        lives++;
        life = next;
        try {
            next.resume(
                    self(),
                    world.store.head(world.workflow()).orElseThrow().owner().orElse(null));
            WorkflowLoop loop = next.loop();
            if (loop != null && world.chance.oneIn(4)) {
                world.checks.compare(loop.state());
            }
        } catch (SimulatedCrash | StoreException e) {
            next.die();
        }
    }

    private Owner self() {
        return new Owner("host", lives + 1L, Instant.EPOCH, "boot", "life-" + lives);
    }

    /** File watching is a hint: it may come at once, or not at all. */
    private void noticed() {
        Life now = life;
        if (now != null && world.chance.oneIn(2)) {
            now.later(world.chance.upTo(Duration.ofMillis(200)), now::hint);
        }
    }

    private boolean isOver() {
        Life now = life;
        WorkflowLoop loop = now == null ? null : now.loop();
        return loop != null && loop.isFinished();
    }

    private void end() {
        Life last = Objects.requireNonNull(life);
        if (last.isUpToDate()) {
            world.checks.compare(Objects.requireNonNull(last.loop()).state());
        }
        world.checks.secrets();
        if (!world.agents.isEmpty()) {
            world.checks.violated("processes are left: " + world.agents.keySet());
        }
    }

    private String standing() {
        Life now = life;
        WorkflowLoop loop = now == null ? null : now.loop();
        return loop == null
                ? "no process"
                : loop.state().standing() + " " + loop.state().tasks() + " "
                        + loop.state().openInstructions() + " " + loop.state().openQuestions();
    }
}
