package io.gitcortex.integration.simulation;

import io.gitcortex.bus.Topic;
import io.gitcortex.core.act.ErrorAct;
import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.act.TaskAct;
import io.gitcortex.core.run.EventFeed;
import io.gitcortex.core.run.Recovery;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.integration.simulation.Faults.Kind;
import io.gitcortex.store.Owner;
import io.gitcortex.workflow.OrchestratorConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One life of the process that runs the workflow, from its start to its crash. Nothing of it is left afterwards. */
final class Life {
    private static final Duration ACT = Duration.ofSeconds(3);
    private static final Duration BUILD = Duration.ofSeconds(30);
    private static final Duration THOUGHT = Duration.ofSeconds(90);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final World world;
    private final Rooms rooms;
    private final LossyBus bus;
    private final FlakyStore store;
    private @Nullable WorkflowLoop loop;
    private @Nullable EventFeed feed;
    private boolean dead;
    private boolean replaced;
    private boolean mayBeLost;
    private boolean looks;

    Life(World world, Plans.Settings settings, Library library) {
        this.world = world;
        this.store = new FlakyStore(world, this);
        this.bus = new LossyBus(world, this);
        FlakyReader reader = new FlakyReader(world, this);
        Seats seats = new Seats(world, this);
        Workshop workshop = world.workshop;
        SessionAct.Tools tools = new SessionAct.Tools(reader, workshop, seats, library.files(), library.texts());
        Rooms.ActRooms acts = new Rooms.ActRooms(
                new TaskAct(reader, workshop),
                new SessionAct(tools),
                new MergeAct(reader, new CutOffMerges(world.target, this)),
                new ErrorAct(reader, workshop, seats),
                seats,
                new NoReportFiles());
        OrchestratorConfig config =
                OrchestratorConfig.builder().mode(settings.mode()).build();
        Rooms.Model model = new Rooms.Model(
                settings.asksModel() ? new Oracle(world, this) : null,
                library.templates(),
                config,
                Set.of("shell"),
                world.time);
        this.rooms = new Rooms(new Rooms.Base(store, bus, reader, world.time, world.ids), acts, model, threads());
    }

    private Rooms.Threads threads() {
        Executor loops = step -> later(world.chance.upTo(SHORT), () -> drain(step));
        return new Rooms.Threads(
                loops, lane(ACT), lane(BUILD), step -> later(world.chance.upTo(THOUGHT), step), this::later);
    }

    /** Whoever has been replaced acts no more: its host is cut off. Its loop may not know yet. */
    private Executor lane(Duration longest) {
        return step -> later(world.chance.upTo(longest), () -> {
            if (!replaced) {
                step.run();
            }
        });
    }

    /** Something happens later, in this process. */
    void later(Duration delay, Runnable step) {
        if (dead) {
            return;
        }
        world.time.after(delay, () -> {
            if (!dead) {
                mayCrash();
                step.run();
            }
        });
    }

    /** A place where the process may be gone. */
    void mayCrash() {
        if (dead || (!replaced && world.faults.strikes(Kind.CRASH))) {
            dead = true;
            throw new SimulatedCrash();
        }
    }

    boolean strikes(Kind kind) {
        return !dead && world.faults.strikes(kind);
    }

    /** Whether what it takes for the state must be what is in the store. */
    boolean isUpToDate() {
        return !mayBeLost;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    /** Another process owns the workflow from now on. */
    void replace() {
        replaced = true;
        mayBeLost = true;
    }

    /** The store has said something that is not so: whoever goes on from it is told to stop. */
    void mayBeLost() {
        mayBeLost = true;
    }

    /** Begins the workflow. */
    void begin(Plans.Settings settings, Owner owner) {
        start(new Recovery(rooms)
                .begin(new Recovery.Beginning(world.workflow(), settings.plan(), java.util.List.of()), owner));
    }

    /** Goes on with it, as whoever asks for it does: it is un-paused. */
    void resume(Owner self, @Nullable Owner expected) {
        long epoch = store.takeOwnership(world.workflow(), self, expected);
        try {
            WorkflowLoop resumed = new Recovery(rooms).resume(world.workflow(), epoch);
            start(resumed);
            var unused = resumed.unpause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(WorkflowLoop begun) {
        loop = begun;
        EventFeed.Source source = new EventFeed.Source(
                store, step -> later(world.chance.upTo(SHORT), step), step -> later(world.chance.upTo(SHORT), step));
        feed = new EventFeed(world.workflow(), source, world.checks.heard(), entry -> {
            if (!replaced) {
                world.checks.hear(entry);
            }
        });
        bus.subscribe(Topic.workflow(world.workflow()), message -> feed.wake());
        hint();
        poll(Duration.ofSeconds(1));
    }

    @Nullable
    WorkflowLoop loop() {
        return loop;
    }

    /** Something may have changed. */
    void hint() {
        if (loop != null && !dead) {
            looks = true;
            loop.hint();
        }
    }

    /** Every second, and more seldom where nothing happens: that saves nothing but steps. */
    private void poll(Duration interval) {
        long before = world.checks.sequence();
        later(interval, () -> {
            hint();
            if (feed != null) {
                feed.wake();
            }
            boolean quiet = world.checks.sequence() == before && world.owed.isEmpty();
            Duration next = quiet ? interval.multipliedBy(2) : Duration.ofSeconds(1);
            poll(next.compareTo(Duration.ofMinutes(5)) < 0 ? next : Duration.ofMinutes(5));
        });
    }

    private void drain(Runnable step) {
        WorkflowLoop own = Objects.requireNonNull(loop);
        boolean looked = looks;
        looks = false;
        long before = world.faults.struck();
        Set<String> owed = looked ? new java.util.LinkedHashSet<>(world.owed.keySet()) : Set.of();
        Instant now = world.time.instant();
        step.run();
        boolean whole = world.faults.struck() == before && !own.isLost() && !replaced;
        if (own.isLost() && !mayBeLost) {
            world.checks.violated("the loop says that another process owns the workflow, and none does");
        }
        if (looked && whole && !own.state().status().isFinal()) {
            world.checks.looked(owed, own.state(), now);
        }
    }
}
