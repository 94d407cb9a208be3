package io.gitcortex.core;

import io.gitcortex.core.run.EventFeed;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A workflow that this process runs. It goes on until it has an outcome or its {@link GitCortex} is closed, whether or not
 * anybody looks.
 *
 * <p>Thread-safe. Methods that change something block until the change is in the journal; they throw {@link
 * io.gitcortex.GitCortexException} if this process no longer runs the workflow, or 1,000 such calls wait already.
 */
public final class WorkflowRun {
    /** How long a change may wait for its turn; a loop takes it as soon as the step under way is done. */
    private static final Duration TURN = Duration.ofSeconds(60);

    private final WorkflowLoop loop;
    private final Feeds feeds;

    /** Makes feeds, and keeps them awake. */
    interface Feeds {
        EventFeed open(WorkflowId id, long afterSequence, Consumer<? super JournalEntry> listener);
    }

    WorkflowRun(WorkflowLoop loop, Feeds feeds) {
        this.loop = loop;
        this.feeds = feeds;
    }

    /**
     * The workflow's id.
     *
     * @return the id, by which another process can resume the workflow
     */
    public WorkflowId id() {
        return loop.id();
    }

    /**
     * The workflow as it stands.
     *
     * @return a snapshot
     */
    public Workflow workflow() {
        return loop.state().snapshot();
    }

    /**
     * What the orchestrator is doing.
     *
     * @return idle, processing, paused or stopped
     */
    public RunState state() {
        return loop.runState();
    }

    /**
     * Has every event of the workflow delivered, from the first on, once and in order.
     *
     * @param listener called by one thread at a time, never the caller's; one that throws is logged and goes on to get the
     *     next event
     * @return closes to end the delivery; it ends by itself when the {@link GitCortex} is closed
     */
    public AutoCloseable onEvent(Consumer<? super JournalEntry> listener) {
        return onEvent(0, listener);
    }

    /**
     * Has the events after a sequence number delivered, once and in order.
     *
     * @param afterSequence the last event that the listener knows; 0 for none
     * @param listener called by one thread at a time, never the caller's
     * @return closes to end the delivery
     */
    public AutoCloseable onEvent(long afterSequence, Consumer<? super JournalEntry> listener) {
        return feeds.open(loop.id(), afterSequence, listener);
    }

    /**
     * Waits until the workflow has ended, or until nothing in it can move before a person answers. Blocks.
     *
     * @param timeout how long to wait at most
     * @return the outcome
     * @throws WorkflowTimeoutException if the time is over; the workflow goes on
     * @throws InterruptedException if the thread is interrupted while it waits; the workflow goes on
     * @throws io.gitcortex.GitCortexException if this process no longer runs the workflow
     */
    public WorkflowOutcome await(Duration timeout) throws InterruptedException {
        return loop.await(timeout).orElseThrow(() -> new WorkflowTimeoutException(loop.id(), timeout));
    }

    /**
     * Takes events and decides nothing until {@link #unpause()}. Sessions under way go on.
     *
     * @param reason why, for the journal
     * @return false if the workflow was not running
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean pause(String reason) throws InterruptedException {
        return get(loop.pause(reason)).isEmpty();
    }

    /**
     * Decides again.
     *
     * @return false if the workflow was not paused
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean unpause() throws InterruptedException {
        return get(loop.unpause()).isEmpty();
    }

    /**
     * Ends the workflow: its sessions are ended, its worktrees and branches are kept.
     *
     * @param reason why, for the journal
     * @return false if the workflow had ended already
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean cancel(String reason) throws InterruptedException {
        return get(loop.cancel(reason)).isEmpty();
    }

    /**
     * Answers a question. {@link GitCortex#answer(QuestionId, String)} does the same, and says why where it cannot.
     *
     * @param question the question
     * @param answer the key of one of its choices, or free text
     * @return false if that changes nothing: the question is not open any more, what was chosen cannot be carried out any
     *     more, or nobody could read the text
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean answer(QuestionId question, String answer) throws InterruptedException {
        return get(loop.answer(question, answer)).isEmpty();
    }

    /**
     * Gives instructions. Each is checked on its own; those that make sense are carried out in the order given.
     *
     * @param instructions what is to be done
     * @return a sentence for each instruction that was refused; empty if all were taken
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public List<String> instruct(List<Instruction> instructions) throws InterruptedException {
        return get(loop.instruct(List.copyOf(instructions)));
    }

    /**
     * Reports a commit that a watcher of the host's own has found. Its metadata are read and take effect as those of a commit
     * that GitCortex finds; the branch need not be a task's, and an instruction id is not asked for.
     *
     * @param commitHash the commit, in whatever form the host names commits; a second report of it changes nothing
     * @param branch the branch that it was found on
     * @param message the whole commit message
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void handleGitEvent(String commitHash, String branch, String message) throws InterruptedException {
        CompletableFuture<Void> done = loop.report(commitHash, branch, message);
        await(done);
    }

    static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        await(future);
        return future.join();
    }

    private static void await(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get(TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("The workflow's loop failed", e.getCause());
        } catch (TimeoutException e) {
            future.cancel(false); // Not to be done after all when its turn comes: the caller may ask again.
            throw new IllegalStateException("The workflow's loop did not answer within " + TURN, e);
        }
    }
}
