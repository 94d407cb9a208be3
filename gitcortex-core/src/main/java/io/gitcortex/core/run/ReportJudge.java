package io.gitcortex.core.run;

import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.core.commit.ReportFileParser;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.run.CommitJudge.Found;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.worktree.ReportFile;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TaskId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CommitOfOtherWorkflow;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report in a file is worth, before a commit is made of it: it is judged as the commit will be, so that nothing is
 * committed on behalf of somebody who was not asked. Runs on the loop.
 */
final class ReportJudge {
    /** Stands for the hash of a commit that there is not yet. */
    private static final String UNMADE = "0".repeat(40);

    private final Journal journal;
    private final CommitReader reader;
    private final WorkflowStore store;

    /** How far it has come with a commit that was made of a report. */
    enum Standing {
        /** There is none, or the branch has gone elsewhere. */
        NONE,
        /** The branch is where the commit was made for. */
        READY,
        /** The branch holds it, or has held it. */
        DONE
    }

    ReportJudge(Journal journal, Rooms.Base base) {
        this.journal = journal;
        this.reader = base.reader();
        this.store = base.store();
    }

    Standing standing(Branch branch, ReportPrepared prepared) {
        String commit = prepared.commit();
        Optional<String> tip = reader.tip(branch.ref());
        boolean held = tip.filter(own -> reader.isAncestor(commit, own)).isPresent();
        // Whoever has set the branch back since does not want it moved there once more.
        if (held
                || !store.recordedCommits(journal.state().id(), List.of(commit)).isEmpty()) {
            return Standing.DONE;
        }
        return tip.equals(Optional.of(prepared.branchBefore()))
                        && reader.commit(commit).isPresent()
                ? Standing.READY
                : Standing.NONE;
    }

    /** Why a commit of this message would not be accepted; empty if it would. */
    Optional<String> objection(TaskId task, Branch branch, String message) {
        Found found = new Found(UNMADE, branch.name(), task, message, CommitSource.BRANCH, List::of);
        Optional<String> tip = reader.tip(branch.ref());
        CommitEvent event = new CommitJudge(
                        journal.state(),
                        journal.ledger(),
                        hash -> tip.filter(own -> reader.isAncestor(hash, own)).isEmpty())
                .judge(found);
        if (event instanceof CommitQuarantined quarantined) {
            return Optional.of(quarantined.reason() + ".");
        }
        if (event instanceof CommitOfOtherWorkflow other) {
            return Optional.of("It names the workflow " + other.named() + ", which is another one.");
        }
        return event instanceof ResultSuperseded
                ? Optional.of("Its round has a result already, which counts.")
                : Optional.empty();
    }

    /** A checkpoint counts for nothing, and is let through for that; but a commit is made for nobody who was not asked. */
    Optional<String> unasked(Round round, CommitMetadata metadata) {
        boolean asked = journal.ledger()
                .issued(round.instruction())
                .filter(issued ->
                        metadata.instructionId().filter(issued.id()::equals).isPresent())
                .isPresent();
        return asked || metadata.status() != CommitStatus.CHECKPOINT
                ? Optional.empty()
                : Optional.of("It does not name the instruction that was given last: report with its instruction_id.");
    }

    /** Whether a file holds the report of a name. */
    boolean isReport(ReportFile file, String name) {
        return file.flaw().isEmpty()
                && ReportFileParser.parse(file.text()) instanceof ParsedCommit.WithMetadata with
                && nameOf(CommitMetadataFormat.message(with.message(), with.metadata()))
                        .equals(name);
    }

    /** What is wrong with a file that holds no report; fit to be shown to everybody. */
    static String flaw(ReportFile file, @Nullable ParsedCommit parsed) {
        String problems =
                parsed instanceof ParsedCommit.Malformed malformed ? String.join(" ", malformed.problems()) : "";
        return CommitJudge.redacted(file.flaw().orElse(problems));
    }

    /** Tells the reports of a workflow apart, in the journal too: equal for equal fields, and the instruction id is one. */
    static String nameOf(String message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256 (MessageDigest)", e);
        }
    }
}
