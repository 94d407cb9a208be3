package io.gitcortex.integration.simulation;

import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The sessions of one process. Whoever works in them is in the world, and outlives it. Not thread-safe. */
final class Seats implements Terminals {
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private final World world;
    private final Life life;

    Seats(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    @Override
    public ProcessIdentity open(SessionOrder order, SessionListener listener) {
        if (world.faults.nasty() && world.chance.oneIn(4)) {
            throw new TerminalException("The program could not be started");
        }
        life.mayCrash();
        world.checks.opens(order);
        Agent agent = new Agent(world, order, exitCode -> ended(order, listener, exitCode));
        world.agents.put(order.ids().session(), agent);
        agent.begin();
        life.mayCrash();
        return new ProcessIdentity(world.agents.size() + 1L, world.time.instant(), "boot");
    }

    /** Only a process that lives hears of it. */
    private void ended(SessionOrder order, SessionListener listener, OptionalInt exitCode) {
        life.later(world.chance.upTo(NOTICED), () -> listener.ended(order.ids().session(), exitCode));
    }

    @Override
    public void type(SessionId sessionId, String text) {
        Agent agent = world.agents.get(sessionId);
        if (agent == null || (world.faults.nasty() && world.chance.oneIn(4))) {
            throw new TerminalException("Session " + sessionId + " is over; nothing was typed");
        }
        agent.hear();
    }

    @Override
    public Optional<Instant> lastHeard(SessionId sessionId) {
        return Optional.ofNullable(world.agents.get(sessionId)).map(Agent::lastHeard);
    }

    @Override
    public void end(SessionId sessionId) {
        if (world.faults.nasty() && world.chance.oneIn(4)) {
            throw new TerminalException("Session " + sessionId + " could not be ended in time");
        }
        Agent agent = world.agents.get(sessionId);
        if (agent != null) {
            agent.end(OptionalInt.of(143));
        }
    }

    @Override
    public List<SessionId> logged(WorkflowId workflow) {
        return List.of();
    }

    @Override
    public int reap(Collection<SessionId> sessions) {
        int ended = 0;
        for (SessionId session : sessions) {
            life.mayCrash();
            Agent agent = world.agents.get(session);
            if (agent != null) {
                agent.end(OptionalInt.empty());
                ended++;
            }
        }
        return ended;
    }

    @Override
    public void close() {}
}
