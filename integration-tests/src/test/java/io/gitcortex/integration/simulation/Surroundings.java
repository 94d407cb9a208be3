package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.integration.simulation.Faults.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens around a workflow: others work on the target, clocks are set, somebody commits on a task's branch. */
final class Surroundings {
    private static final Duration SELDOM = Duration.ofMinutes(3);

    private final World world;
    private final Supplier<@Nullable Life> life;

    Surroundings(World world, Supplier<@Nullable Life> life) {
        this.world = world;
        this.life = life;
    }

    void begin() {
        world.time.after(world.chance.upTo(SELDOM), () -> {
            if (world.faults.nasty()) {
                happen();
            }
            if (world.faults.strikes(Kind.CLOCK)) {
                Duration by = world.chance.upTo(Duration.ofHours(30));
                world.time.jump(world.chance.oneIn(2) ? by : by.negated());
            }
            if (!world.faults.isCalm()) {
                begin();
            }
        });
    }

    private void happen() {
        switch (world.chance.below(6)) {
            case 0 -> world.commit(World.TARGET, "Somebody else's work\n", null);
            case 1 -> world.target.block(world.chance.upTo(Duration.ofMinutes(6)));
            case 2 -> replay();
            case 3 -> world.git.prune();
            case 4 -> world.forget();
            default -> report();
        }
    }

    /** An old report once more, on a branch whose agent may be gone. */
    private void replay() {
        List<String> known = new ArrayList<>(world.claims.keySet());
        if (!known.isEmpty()) {
            String hash = world.chance.of(known);
            World.Claim claim = world.claims.get(hash);
            world.git.commit(hash).ifPresent(old -> world.commit(claim.branch(), old.message(), claim.block()));
        }
    }

    /** A host that watches by itself tells of a commit that we find, too. */
    private void report() {
        Life now = life.get();
        WorkflowLoop loop = now == null || now.isDead() ? null : now.loop();
        List<Map.Entry<String, World.Claim>> known = new ArrayList<>(world.claims.entrySet());
        if (loop == null || loop.isLost() || known.isEmpty()) {
            return;
        }
        Map.Entry<String, World.Claim> one = world.chance.of(known);
        String branch = one.getValue().branch().substring("refs/heads/".length());
        Optional<CommitInfo> commit = world.git.commit(one.getKey());
        if (commit.isPresent()) {
            var unused = loop.report(one.getKey(), branch, commit.get().message());
        }
    }
}
