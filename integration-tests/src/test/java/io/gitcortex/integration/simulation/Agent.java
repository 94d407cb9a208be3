package io.gitcortex.integration.simulation;

import io.gitcortex.core.terminal.SessionOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A process that works in a session, well or badly. Lives until it exits or is ended. Not thread-safe. */
final class Agent {
    private final World world;
    private final SessionOrder order;
    private final Consumer<OptionalInt> whoWaits;
    private boolean alive = true;
    private Instant heard;

    Agent(World world, SessionOrder order, Consumer<OptionalInt> whoWaits) {
        this.world = world;
        this.order = order;
        this.whoWaits = whoWaits;
        this.heard = world.time.instant();
    }

    void begin() {
        new Habits(world, this).begin();
    }

    SessionOrder order() {
        return order;
    }

    Path worktree() {
        return order.place().worktree();
    }

    Instant lastHeard() {
        return heard;
    }

    /** Something happens later, if the process lives by then; it is heard then. */
    void later(Duration delay, Runnable step) {
        world.time.after(delay, () -> {
            if (alive) {
                heard = world.time.instant();
                step.run();
            }
        });
    }

    /** Something was typed: some wake up and do their work. */
    void hear() {
        if (order.ids().taskOrNull() != null && world.chance.oneIn(2)) {
            heard = world.time.instant();
            later(Duration.ofSeconds(20), new Habits(world, this)::workWell);
        }
    }

    void end(OptionalInt exitCode) {
        if (alive) {
            alive = false;
            world.agents.remove(order.ids().session());
            whoWaits.accept(exitCode);
        }
    }
}
