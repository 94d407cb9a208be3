package io.gitcortex.store;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps journals, and rows that follow from them. The store is the truth: what it has acknowledged survives a crash of the
 * process and of the machine.
 *
 * <p>A store never looks into the JSON that it is given, and decides nothing about workflows.
 *
 * <p>Every implementation guarantees, and {@code WorkflowStoreContract} of {@code gitcortex-testkit} checks, that:
 *
 * <ol>
 *   <li>a method that writes is one transaction: when it has returned, all of it is durable; when it has thrown, nothing of
 *       it is there;
 *   <li>{@link #write} is refused with {@link StaleWorkflowException} unless version, epoch and the first sequence number are
 *       the expected ones; of two writers with the same expectation exactly one succeeds;
 *   <li>within a workflow a sequence number, a commit, a task, a terminal and an instruction's number exist once; an event
 *       with a commit that is there already, or a row that does not fit, makes the whole write fail with {@link
 *       StoreException};
 *   <li>writes of different workflows that are made at the same time do not undo each other;
 *   <li>{@link #takeOwnership} is a compare-and-swap: of two that see the same owner exactly one succeeds, and the epoch
 *       grows by one with each success; an epoch writes nothing more once it was given up with {@link #releaseOwnership}, or
 *       another one has followed it: {@link #write} is refused with {@link StaleWorkflowException};
 *   <li>reading sees every write that has returned, in this and any other process, and never part of a write; it does not
 *       wait for writers;
 *   <li>texts come back exactly as they were given, every Unicode character included;
 *   <li>after {@link #close()} every method fails with {@link IllegalStateException}; {@code close} is idempotent;
 *   <li>an encrypted value comes back exactly as it was given, by {@link #secrets()} and nothing else, and outlives every
 *       {@link #write} that does not name its place;
 *   <li>{@link #replaceSecret} is a compare-and-swap: of two that see the same value exactly one succeeds; it needs neither
 *       version nor epoch, and changes neither;
 *   <li>{@link #dropPlainSecrets()} drops either every plain value, or, if one of them has no encrypted value at its place,
 *       none;
 *   <li>a final status never changes: a write that would give another one to a workflow or task that is completed, failed or
 *       cancelled, a terminal that is cancelled, an instruction that is done or failed, or a question that is answered or
 *       withdrawn, makes the whole write fail with {@link StoreException}. The rest of such a row may be written again;
 *   <li>{@link #forget} removes every row of one workflow that has ended, and none of another: all of them, or, if it is
 *       refused, none. Nothing of it is found any more, its id may be used again, and the other workflows keep their order;
 *   <li>the copy that {@link #backUp} makes holds all that had been written when the call began, and no part of a write; others
 *       write meanwhile. The file has its name only when the copy is whole and on the disk, nobody but its owner may read it, and
 *       a file that exists is never touched. A store that makes no copies fails with {@link StoreException}, and makes no file.
 * </ol>
 *
 * <p>Thread-safe. All methods block for as long as a disk takes. Whoever creates a store closes it.
 */
public interface WorkflowStore extends AutoCloseable {
    /**
     * Adds a workflow with its tasks and terminals: all of it, or nothing.
     *
     * @param workflow the workflow, its tasks and their terminals; its {@link Workflow#orderIndex()} is not looked at, the
     *     store gives it the next one
     * @param owner who owns it
     * @param first the first write: expected version 0, epoch 1, events from sequence number 1
     * @throws StoreException if the id is taken, or a row does not fit
     */
    void create(Workflow workflow, Owner owner, WorkflowWrite first);

    /**
     * Writes to a workflow that exists.
     *
     * @param write what to write
     * @throws StaleWorkflowException if the workflow does not have the expected version, epoch or newest event, or the epoch
     *     was given up
     * @throws StoreException if it cannot be written
     */
    void write(WorkflowWrite write);

    /**
     * Makes {@code claimant} the owner, if the owner is still who the caller thinks.
     *
     * @param id the workflow
     * @param claimant the new owner
     * @param expected who owns it now, as the caller has seen; null for nobody
     * @return the new epoch
     * @throws WorkflowOwnedException if somebody else owns it
     * @throws StoreException if there is no such workflow
     */
    long takeOwnership(WorkflowId id, Owner claimant, @Nullable Owner expected);

    /**
     * Gives a workflow up: nobody owns it, and the epoch writes nothing more. Nothing happens if the epoch is over already.
     *
     * @param id the workflow
     * @param epoch the epoch in which the caller owns it
     */
    void releaseOwnership(WorkflowId id, long epoch);

    /**
     * Leaves a wish for the owner of a workflow.
     *
     * @param id the workflow
     * @param kind what is wished for
     * @param json the details
     * @return the request's number
     * @throws StoreException if there is no such workflow
     */
    long request(WorkflowId id, String kind, String json);

    /**
     * A workflow as it stands.
     *
     * @param id its id
     * @return a snapshot with tasks and terminals in their order, or empty if there is none
     */
    Optional<Workflow> workflow(WorkflowId id);

    /**
     * All workflows as they stand.
     *
     * @return snapshots with tasks and terminals, in the order in which the workflows were created
     */
    List<Workflow> workflows();

    /**
     * Where a workflow's journal ends, and who may write to it.
     *
     * @param id the workflow
     * @return the head, or empty if there is no such workflow
     */
    Optional<JournalHead> head(WorkflowId id);

    /**
     * Events after a sequence number.
     *
     * @param id the workflow
     * @param afterSequence 0 for the first
     * @param limit at most so many; positive
     * @return in order, without gaps; empty if there are none
     */
    List<EventRow> events(WorkflowId id, long afterSequence, int limit);

    /**
     * Which of these commits the workflow's journal holds already.
     *
     * @param id the workflow
     * @param commitHashes the commits
     * @return those that have an event
     */
    Set<String> recordedCommits(WorkflowId id, Collection<String> commitHashes);

    /**
     * How far a workflow's branches have been read.
     *
     * @param id the workflow
     * @return one row for each ref
     */
    List<CursorRow> cursors(WorkflowId id);

    /**
     * A workflow's instructions.
     *
     * @param id the workflow
     * @return ordered by number
     */
    List<InstructionRow> instructions(WorkflowId id);

    /**
     * A workflow's questions.
     *
     * @param id the workflow
     * @return in the order in which they were asked
     */
    List<QuestionRow> questions(WorkflowId id);

    /**
     * Wishes that nobody has taken yet.
     *
     * @param id the workflow
     * @return ordered by number
     */
    List<RequestRow> pendingRequests(WorkflowId id);

    /**
     * All encrypted values, of every workflow.
     *
     * @return those of workflows in the order in which the workflows were created, then those of terminals
     */
    List<SecretRow> secrets();

    /**
     * Puts an encrypted value in the place of another, if the one there is still what the caller has seen. It may be called by
     * a process that does not own the workflow: the meaning of the value stays the same, or the owner has asked for another.
     *
     * @param replacement the new value, and its place
     * @param expected the value that is there now; null for none
     * @return false, and nothing done, if another value is there, or the row does not exist
     */
    boolean replaceSecret(SecretRow replacement, @Nullable String expected);

    /**
     * Values that an older version of this store has kept unencrypted. A store that has never done so has none.
     *
     * @return the values, which the caller closes; empty as soon as {@link #dropPlainSecrets} has returned
     */
    default List<PlainSecretRow> plainSecrets() {
        return List.of();
    }

    /**
     * Forgets the values of {@link #plainSecrets}, and overwrites them where they lay.
     *
     * @throws StoreException if one of them has no encrypted value at its place; nothing has been dropped then
     */
    default void dropPlainSecrets() {}

    /**
     * Removes a workflow that has ended, with everything that was kept of it.
     *
     * @param id the workflow
     * @param epoch the epoch in which the caller owns it
     * @throws StaleWorkflowException if the workflow is in another epoch, or the epoch was given up
     * @throws StoreException if there is no such workflow, or it has not ended
     */
    void forget(WorkflowId id, long epoch);

    /**
     * Makes a copy of everything that is kept here. How it is put back is the provider's:
     * {@link io.gitcortex.spi.WorkflowStoreProvider#restore}.
     *
     * @param file the copy; it does not exist yet, its directory does
     * @throws StoreException if the file exists, the copy cannot be made, or this store makes none
     */
    default void backUp(Path file) {
        throw new StoreException("This store makes no copies of itself; back up what it keeps its data in");
    }

    /** Releases everything. Idempotent. */
    @Override
    void close();
}
