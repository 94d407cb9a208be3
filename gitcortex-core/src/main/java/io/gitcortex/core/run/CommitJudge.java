package io.gitcortex.core.run;

import io.gitcortex.core.commit.CommitMetadataParser;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.core.state.Result;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CheckpointRecorded;
import io.gitcortex.workflow.CommitEvent.CommitMalformed;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.CommitEvent.CommitOfOtherWorkflow;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TerminalStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a commit means to a workflow: exactly one event. A commit speaks for the task that owns the branch it was found on,
 * and for the round whose instruction id it gives back; whatever differs is kept and changes nothing.
 */
final class CommitJudge {
    private static final Logger log = LoggerFactory.getLogger(CommitJudge.class);
    private static final Pattern INSTRUCTION_ID = Pattern.compile("i-[0-9a-f]{32}");

    private final WorkflowState state;
    private final InstructionLedger ledger;
    private final Predicate<String> gone;

    /**
     * Judges in a state.
     *
     * @param gone whether the branch no longer holds a commit that was found on it
     */
    CommitJudge(WorkflowState state, InstructionLedger ledger, Predicate<String> gone) {
        this.state = state;
        this.ledger = ledger;
        this.gone = gone;
    }

    /**
     * A commit to be judged.
     *
     * @param hash the commit
     * @param branch where it was found, without {@code refs/heads/}
     * @param owner the task that owns the branch, or null where a host's branch is no task's
     * @param message the whole message
     * @param source how it became known
     * @param files what it touched, asked for only when it matters
     */
    record Found(
            String hash,
            String branch,
            @Nullable TaskId owner,
            String message,
            CommitSource source,
            Supplier<List<FileChange>> files) {}

    CommitEvent judge(Found found) {
        ParsedCommit parsed = CommitMetadataParser.parse(found.message());
        if (parsed instanceof ParsedCommit.Malformed malformed) {
            List<String> problems =
                    malformed.problems().stream().map(CommitJudge::redacted).toList();
            return new CommitMalformed(state.id(), found.owner(), commit(found, malformed.message()), problems);
        }
        if (parsed instanceof ParsedCommit.WithMetadata with) {
            return judge(found, commit(found, with.message()), with.metadata());
        }
        ParsedCommit.Plain plain = (ParsedCommit.Plain) parsed;
        return new CommitObserved(state.id(), found.owner(), commit(found, plain.message()));
    }

    private CommitEvent judge(Found found, ReportedCommit commit, CommitMetadata metadata) {
        WorkflowId named = metadata.workflowId();
        if (!named.equals(state.id())) {
            log.info("Workflow {}: commit {} names workflow {} and changes nothing", state.id(), found.hash(), named);
            return new CommitOfOtherWorkflow(state.id(), commit, named);
        }
        if (metadata.status() == CommitStatus.MERGED) {
            return new CommitObserved(state.id(), found.owner(), commit); // Ours, or a claim that changes nothing.
        }
        Optional<String> stranger = stranger(found, metadata);
        if (stranger.isPresent()) {
            return new CommitQuarantined(state.id(), found.owner(), commit, stranger.get());
        }
        TerminalState terminal = state.terminal(metadata.terminalId()).orElseThrow();
        TaskId task = terminal.taskId().orElseThrow();
        if (metadata.status() == CommitStatus.CHECKPOINT) {
            return new CheckpointRecorded(state.id(), task, terminal.id(), commit);
        }
        Optional<Result> rewritten = rewritten(terminal, metadata);
        if (rewritten.isPresent()) {
            return new ResultRewritten(
                    state.id(),
                    task,
                    terminal.id(),
                    commit,
                    rewritten.get().commit(),
                    files(found, metadata),
                    metadata.notes().orElse(null));
        }
        Optional<String> unasked = unasked(found, terminal, metadata);
        if (unasked.isPresent()) {
            return new CommitQuarantined(state.id(), task, commit, unasked.get());
        }
        boolean open = terminal.rounds().open().isPresent() || mayOpen(found, terminal);
        return open
                ? result(found, commit, metadata)
                : new ResultSuperseded(state.id(), task, terminal.id(), commit, metadata.status());
    }

    private ReportedCommit commit(Found found, String message) {
        return new ReportedCommit(found.hash(), found.branch(), redacted(message), found.source());
    }

    /** A mistyped block is part of the message, and events are shown to everybody: what proves who was asked is not. */
    static String redacted(String text) {
        return INSTRUCTION_ID.matcher(text).replaceAll("i-***");
    }

    /** Whether it speaks for somebody who could not have made it. */
    private Optional<String> stranger(Found found, CommitMetadata metadata) {
        Optional<TerminalState> terminal = state.terminal(metadata.terminalId());
        if (terminal.isEmpty()) {
            return Optional.of(
                    "It names the terminal " + metadata.terminalId() + ", which this workflow does not have");
        }
        if (!terminal.get().taskId().filter(metadata.taskId()::equals).isPresent()) {
            return Optional.of("It names the terminal " + metadata.terminalId() + ", which does not belong to task "
                    + metadata.taskId());
        }
        boolean watched = found.source() == CommitSource.BRANCH;
        if (watched && !metadata.taskId().equals(found.owner())) {
            return Optional.of(
                    "It names task " + metadata.taskId() + " and was found on the branch of task " + found.owner());
        }
        return Optional.empty();
    }

    /** The report of the same for the same instruction that is no longer on the branch: an amend or a rebase has made this of it. */
    private Optional<Result> rewritten(TerminalState terminal, CommitMetadata metadata) {
        return terminal.rounds().results().stream()
                .filter(result -> result.status() == metadata.status())
                .filter(result -> isOf(result.instruction(), metadata))
                .filter(result -> result.commits().stream().allMatch(gone))
                .findFirst();
    }

    private boolean isOf(long instruction, CommitMetadata metadata) {
        return ledger.issued(instruction)
                .filter(issued ->
                        metadata.instructionId().filter(issued.id()::equals).isPresent())
                .isPresent();
    }

    /** Whether it answers something that was not asked of that terminal. */
    private Optional<String> unasked(Found found, TerminalState terminal, CommitMetadata metadata) {
        Optional<Round> newest = terminal.rounds().newest();
        if (found.source() == CommitSource.BRANCH) {
            Optional<String> forged = newest.isEmpty()
                    ? Optional.of("Terminal " + terminal.id() + " has been given no work yet")
                    : wrongInstruction(newest.get(), metadata);
            if (forged.isPresent()) {
                return forged;
            }
        }
        Optional<Round> round = found.source() == CommitSource.HOST ? newest.filter(Round::isOpen) : newest;
        return round.isEmpty() && mayOpen(found, terminal)
                ? unjudgeable(metadata)
                : round.flatMap(asked -> wrongKind(asked, metadata));
    }

    /** A verdict that nobody asked for must at least be on work that there is. */
    private Optional<String> unjudgeable(CommitMetadata metadata) {
        if (metadata.reviewedTerminal().filter(reviewed -> isVerdict(metadata)).isEmpty()) {
            return Optional.empty();
        }
        TerminalId reviewed = metadata.reviewedTerminal().get();
        Optional<TerminalState> subject = state.terminal(reviewed);
        if (subject.isEmpty()) {
            return Optional.of("It judges the terminal " + reviewed + ", which this workflow does not have");
        }
        boolean judgeable = !reviewed.equals(metadata.terminalId())
                && subject.get().status().canBecome(TerminalStatus.REVIEW_PASSED);
        return judgeable
                ? Optional.empty()
                : Optional.of("It judges terminal " + reviewed + ", which is "
                        + subject.get().status().wireName() + " and has left no work to be judged");
    }

    private static boolean isVerdict(CommitMetadata metadata) {
        return metadata.status() == CommitStatus.REVIEW_PASS || metadata.status() == CommitStatus.REVIEW_REJECT;
    }

    private Optional<String> wrongInstruction(Round round, CommitMetadata metadata) {
        if (metadata.instructionId().isEmpty()) {
            return Optional.of("It lacks the instruction_id that terminal " + metadata.terminalId() + " was given");
        }
        return isOf(round.instruction(), metadata)
                ? Optional.empty()
                : Optional.of(
                        "Its instruction_id is not the one that terminal " + metadata.terminalId() + " was given last");
    }

    private static Optional<String> wrongKind(Round round, CommitMetadata metadata) {
        CommitStatus status = metadata.status();
        boolean verdict = isVerdict(metadata);
        if (status != CommitStatus.FAILED && verdict != (round.kind() == RoundKind.REVIEW)) {
            return Optional.of("It reports " + status.wireName() + ", and a round of "
                    + round.kind().wireName() + " takes "
                    + (round.kind() == RoundKind.REVIEW ? "review_pass, review_reject" : "completed") + " or failed");
        }
        TerminalId reviewed = metadata.reviewedTerminal().orElse(null);
        return verdict && !Objects.equals(round.subject(), reviewed)
                ? Optional.of("It judges terminal " + reviewed + ", and was asked to judge " + round.subject())
                : Optional.empty();
    }

    /** A host that watches by itself may report for a terminal that GitCortex has not started. */
    private boolean mayOpen(Found found, TerminalState terminal) {
        return found.source() == CommitSource.HOST
                && !state.status().isFinal()
                && terminal.taskId()
                        .flatMap(state::task)
                        .filter(task -> !task.status().isFinal())
                        .isPresent()
                && terminal.status().canBecome(TerminalStatus.RUNNING);
    }

    private CommitEvent result(Found found, ReportedCommit commit, CommitMetadata metadata) {
        TaskId task = metadata.taskId();
        TerminalId terminal = metadata.terminalId();
        String notes = metadata.notes().orElse(null);
        return switch (metadata.status()) {
            case COMPLETED -> new TerminalCompleted(state.id(), task, terminal, commit, files(found, metadata), notes);
            case FAILED -> new TerminalFailed(state.id(), task, terminal, commit, notes);
            case REVIEW_PASS ->
                new ReviewPassed(
                        state.id(), task, terminal, metadata.reviewedTerminal().orElseThrow(), commit, notes);
            case REVIEW_REJECT ->
                new ReviewRejected(
                        state.id(),
                        task,
                        terminal,
                        metadata.reviewedTerminal().orElseThrow(),
                        commit,
                        metadata.issues());
            case CHECKPOINT, MERGED -> throw new IllegalStateException("Not a result: " + metadata.status());
        };
    }

    /** Git's own difference is the truth; what the agent says is shown where there is no git to ask. */
    private static List<FileChange> files(Found found, CommitMetadata metadata) {
        return found.source() == CommitSource.BRANCH ? found.files().get() : metadata.filesChanged();
    }
}
