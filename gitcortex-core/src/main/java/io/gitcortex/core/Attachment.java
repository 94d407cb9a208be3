package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.terminal.attach.AttachClient;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.TerminalSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A living session in a person's hands, whichever process of this machine runs it. Until it is closed nothing but the person
 * types into the session; the workflow goes on otherwise. One person at a time has a session.
 *
 * <p>One thread may read while others type. Whoever opens it closes it.
 */
public final class Attachment implements AutoCloseable {
    private final AttachClient client;
    private volatile Optional<String> ending = Optional.empty();

    private Attachment(AttachClient client) {
        this.client = client;
    }

    /**
     * Takes over the session that holds a terminal's seat. Blocks for some seconds at most for each process that runs
     * workflows here.
     *
     * @param cortex the repository; stays the caller's to close
     * @param workflow the workflow
     * @param terminal the terminal
     * @param size how large the person's screen is; the session's gets this size
     * @return the session, which the caller gives back by closing it
     * @throws GitCortexException if the terminal has no living session, somebody else has it, or it cannot be reached
     */
    public static Attachment open(GitCortex cortex, WorkflowId workflow, TerminalId terminal, TerminalSize size) {
        String name = "terminal " + terminal + " of workflow " + workflow;
        try {
            return AttachClient.attach(cortex.dataDirectory(), workflow, terminal, size)
                    .map(Attachment::new)
                    .orElseThrow(() -> new GitCortexException("No process of this machine has a living session of "
                            + name + ". A terminal has one while it has work to do and its workflow is run"));
        } catch (AttachClient.RefusedException e) {
            throw new GitCortexException("The session of " + name + " cannot be had: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new GitCortexException("The session of " + name + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /**
     * What the session prints: first the newest that is still known, then what comes. Questions to the terminal are left out;
     * they are answered for the person.
     *
     * @param timeout how long to wait
     * @return raw bytes for a terminal; empty if nothing came in time, or nothing follows
     */
    public byte[] read(Duration timeout) {
        if (ending.isPresent()) {
            return new byte[0];
        }
        try {
            return client.read(timeout).orElseGet(() -> new byte[0]);
        } catch (AttachClient.EndedException e) {
            ending = Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            ending = Optional.of("The connection to the session is broken: " + e.getMessage());
        }
        return new byte[0];
    }

    /**
     * Why nothing follows.
     *
     * @return a sentence, or empty while something may follow
     */
    public Optional<String> ending() {
        return ending;
    }

    /**
     * Types. Blocks until the other process has taken the keys, for ten seconds at most.
     *
     * @param keys raw bytes, as a terminal sends them
     * @throws GitCortexException if they cannot be handed over
     */
    public void type(byte[] keys) {
        try {
            client.type(keys);
        } catch (IOException e) {
            throw new GitCortexException("What was typed has not reached the session: " + e.getMessage(), e);
        }
    }

    /**
     * Tells how large the person's screen is now.
     *
     * @param size the size
     * @throws GitCortexException if that cannot be handed over
     */
    public void resize(TerminalSize size) {
        try {
            client.resize(size);
        } catch (IOException e) {
            throw new GitCortexException("The session has not been told the size: " + e.getMessage(), e);
        }
    }

    /** Gives the session back. Idempotent. */
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new GitCortexException("The connection to the session cannot be closed: " + e.getMessage(), e);
        }
    }
}
