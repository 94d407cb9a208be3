package io.gitcortex.core.run;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.decide.Acceptance;
import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one workflow: one step at a time, on a shared pool, whenever there is something to do. Between steps it costs
 * nothing.
 *
 * <p>Thread-safe. Methods that return a future do not block; the future is completed on the loop.
 */
public final class WorkflowLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkflowLoop.class);
    private static final Duration RETRY_WRITE = Duration.ofSeconds(1);
    /** Rounds of deciding and handing out in one go: far above any real chain, so that an endless one shows. */
    private static final int MAX_SETTLING = 1_000;

    private final WorkflowId id;
    private final Rooms rooms;
    private final Mailbox mailbox = new Mailbox();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Standing standing = new Standing();
    private final Journal journal;
    private final Crew crew;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private final Map<Long, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong hosts = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean lost;
    private volatile boolean finished;

    WorkflowLoop(Journal journal, Rooms rooms) {
        this.id = journal.state().id();
        this.rooms = rooms;
        this.journal = journal;
        this.crew = Crew.of(journal, rooms, this::post, this::wake);
    }

    /** The workflow. */
    public WorkflowId id() {
        return id;
    }

    /** The workflow, as of the newest event. */
    public WorkflowState state() {
        return journal.state();
    }

    /** What the loop is doing. */
    public RunState runState() {
        return standing.runState();
    }

    /** Whether somebody else has become the owner: this loop does nothing more. */
    public boolean isLost() {
        return lost;
    }

    /** Whether the workflow has ended, and nothing is left to tidy up: there is nothing to look for any more. */
    public boolean isFinished() {
        return finished;
    }

    /** How often the workflow had had an owner when this loop began, this one counted. */
    public long epoch() {
        return journal.epoch();
    }

    /** Something outside may have changed: a branch, a request, the time. Cheap; never blocks. */
    public void hint() {
        mailbox.hint();
        wake();
    }

    /** Waits until the workflow has an outcome, or needs an answer; empty if the time is over. */
    public Optional<WorkflowOutcome> await(Duration timeout) throws InterruptedException {
        return standing.await(timeout);
    }

    /** Completed when no session looks into a failure of the workflow. */
    public CompletableFuture<@Nullable Void> errorTerminalOver() {
        return crew.errors().over();
    }

    /** Takes a commit from a host. */
    public CompletableFuture<Void> report(String hash, String branch, String message) {
        return host(() -> {
            crew.reports().take(hash, branch, message);
            return null;
        });
    }

    /** Takes instructions from a host; the future holds what was refused, and why. */
    public CompletableFuture<List<String>> instruct(List<Instruction> instructions) {
        return host(() -> decideForHost(instructions));
    }

    /** Pauses; the future says why that changes nothing, if it does not, as those below do. */
    public CompletableFuture<Optional<String>> pause(String reason) {
        return host(() -> crew.requests().pause(reason, new Batch()));
    }

    /** Un-pauses, after what others have asked for before. */
    public CompletableFuture<Optional<String>> unpause() {
        return host(() -> {
            // An answer to whether to go on is taken before the question is withdrawn; older wishes to pause are over.
            crew.requests().takePending();
            return crew.requests().unpause(new Batch());
        });
    }

    /** Ends the workflow. */
    public CompletableFuture<Optional<String>> cancel(String reason) {
        return host(() -> crew.requests().cancel(reason, new Batch()));
    }

    /** Answers a question. */
    public CompletableFuture<Optional<String>> answer(QuestionId question, String text) {
        return host(() -> crew.requests().answer(question, text));
    }

    private List<String> decideForHost(List<Instruction> instructions) {
        WorkflowState state = journal.state();
        Acceptance acceptance = Acceptance.of(state, rooms.model().clis(), instructions, DecisionSource.HOST);
        if (!acceptance.accepted().isEmpty()) {
            journal.append(Batch.of(new DecisionMade(
                    id,
                    state.counters().decisions() + 1,
                    state.counters().decidedThrough(),
                    DecisionSource.HOST,
                    Numbering.after(state, acceptance.accepted()),
                    TokenUsage.NONE)));
        }
        return acceptance.refusals();
    }

    private <T> CompletableFuture<T> host(Supplier<@Nullable T> step) {
        CompletableFuture<T> done = new CompletableFuture<>();
        long number = hosts.incrementAndGet();
        waiting.put(number, done);
        CompletableFuture<T> unused = done.whenComplete((result, failure) -> waiting.remove(number));
        try {
            mailbox.offer(() -> take(step, done));
        } catch (GitCortexException e) {
            waiting.remove(number);
            throw e;
        }
        wake();
        return done;
    }

    private static <T> void take(Supplier<@Nullable T> step, CompletableFuture<T> done) {
        if (done.isDone()) {
            return; // Whoever asked has given up waiting, and may ask again.
        }
        try {
            done.complete(step.get());
        } catch (StoreException e) {
            if (e instanceof StaleWorkflowException) {
                done.completeExceptionally(e);
            }
            throw e; // Tried again, unless it is stale; the caller waits meanwhile.
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void post(Runnable step) {
        mailbox.post(step);
        wake();
    }

    private void wake() {
        if (!closed && scheduled.compareAndSet(false, true)) {
            rooms.threads().loops().execute(this::drain);
        }
    }

    /** The only place that runs steps; at most one thread is here at a time. */
    private void drain() {
        boolean goesOn = false;
        try {
            goesOn = takeAll();
            if (goesOn) {
                show();
            }
        } finally {
            scheduled.set(false);
            // A step that must wait is woken by its timer; waking at once would only spin.
            if (goesOn && !mailbox.isEmpty()) {
                wake();
            }
        }
    }

    private boolean takeAll() {
        // What was said last may no longer hold after the next step; whoever waits shall not be told it again.
        standing.outcome(journal.state().outcome().orElse(null));
        if (standing.runState() == RunState.IDLE) {
            standing.become(RunState.PROCESSING);
        }
        Runnable step = mailbox.next();
        while (step != null && !closed) {
            if (!take(step)) {
                return false;
            }
            step = mailbox.next();
        }
        boolean look = mailbox.takeHint();
        return !closed && (!look || take(this::look)) && take(this::settle);
    }

    /** Takes one step; false if it must wait, or if nothing more is to be done. */
    private boolean take(Runnable step) {
        try {
            step.run();
            return true;
        } catch (StaleWorkflowException e) {
            log.warn("Workflow {} is no longer run by this process: {}", id, e.getMessage());
            lost = true;
            standing.broken(e);
            close();
            return false;
        } catch (StoreException e) {
            // Nothing can go on without the store. Everything else that fails has an outcome, and holds nobody up.
            log.warn("Workflow {} waits, and tries again: {}", id, e.getMessage());
            tryLater(step);
            return false;
        } catch (RuntimeException e) {
            if (closed) {
                log.debug("A step of workflow {} was cut off by closing", id, e);
                return false;
            }
            log.error("A step of workflow {} failed in a way that was not foreseen; the workflow is paused", id, e);
            return pauseFor(e);
        }
    }

    private void tryLater(Runnable step) {
        mailbox.putBack(step);
        if (retrying.compareAndSet(false, true)) {
            rooms.threads().timers().after(RETRY_WRITE, () -> {
                retrying.set(false);
                hint();
            });
        }
    }

    /** A person decides whether to go on: the state is what the journal says, whatever the step was about to do. */
    private boolean pauseFor(RuntimeException failure) {
        try {
            crew.requests().pauseAndAsk("an internal error: " + failure);
            return true;
        } catch (StoreException e) {
            log.warn("Workflow {} could not be paused: {}", id, e.getMessage());
            return false;
        }
    }

    /** What can only be found by looking. */
    private void look() {
        crew.requests().takePending(); // What people and other processes say comes before what the time says.
        if (!journal.state().status().isFinal()) {
            crew.intake().readAll(() -> {
                crew.requests().takePending();
                return !closed && !journal.state().status().isFinal();
            });
        }
        if (closed) {
            return;
        }
        if (!journal.state().status().isFinal()) {
            crew.files().look();
            crew.questions().takeDefaults();
            crew.stalls().look();
            crew.radar().look();
        }
        crew.upkeep().run();
    }

    /** Hands out and decides until nothing changes any more: what is still open then waits for something. */
    private void settle() {
        for (int i = 0; i < MAX_SETTLING; i++) {
            long before = journal.state().counters().sequence();
            crew.news().tidy();
            crew.dispatcher().dispatch();
            crew.wakes().decide();
            if (journal.state().counters().sequence() == before) {
                crew.upkeep().run();
                return;
            }
        }
        throw new IllegalStateException("Deciding does not come to an end");
    }

    private void show() {
        WorkflowState state = journal.state();
        if (closed) {
            return;
        }
        if (state.status() == WorkflowStatus.PAUSED) {
            standing.become(RunState.PAUSED);
        } else {
            standing.become(crew.wakes().isThinking() ? RunState.PROCESSING : RunState.IDLE);
        }
        standing.outcome(state.outcome().orElseGet(() -> needsAnswer(state)));
        finished = state.status().isFinal()
                && Movement.isQuiet(state)
                && crew.acts().isIdle();
    }

    private @Nullable WorkflowOutcome needsAnswer(WorkflowState state) {
        boolean waits = state.status() == WorkflowStatus.PAUSED
                || !state.openQuestions().isEmpty();
        Set<SessionId> stuck = new HashSet<>(crew.reading().stuck());
        stuck.addAll(crew.news().waiting());
        boolean moves = !Movement.isQuiet(state, stuck)
                || crew.wakes().isThinking()
                || state.openInstructions().stream()
                        .map(InstructionState::number)
                        .anyMatch(number -> crew.acts().isUnderWay(number)
                                && !crew.merging().isDelayed(number));
        return waits && !moves ? new WorkflowOutcome.NeedsAnswer(List.copyOf(state.openQuestions())) : null;
    }

    /** Ends the loop; what is under way is left to whoever resumes the workflow. Idempotent. */
    @Override
    public void close() {
        closed = true;
        mailbox.close();
        crew.wakes().close();
        standing.become(RunState.STOPPED);
        crew.errors().giveUp();
        GitCortexException over = new GitCortexException("Workflow " + id + " is no longer run by this process");
        standing.broken(over);
        waiting.values().forEach(done -> done.completeExceptionally(over));
    }
}
