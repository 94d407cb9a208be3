package io.gitcortex.core.act;

import io.gitcortex.core.commit.CommitMetadataParser;
import io.gitcortex.core.decide.RoundText;
import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.state.Handoff;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.core.worktree.ReportFile;
import io.gitcortex.core.worktree.Worktrees;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.ReportedCommit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the session of a round, and reminds it of its work. */
public final class SessionAct {
    private static final Logger log = LoggerFactory.getLogger(SessionAct.class);
    /** A prompt shows the extent of a change; the reviewer reads the change itself in git. */
    private static final int MAX_DIFF_STAT = 8 * 1024;

    private final CommitReader reader;
    private final Worktrees worktrees;
    private final Terminals terminals;
    private final DataFiles files;
    private final RoundText texts;

    /** Acts with these. */
    public SessionAct(Tools tools) {
        this.reader = tools.reader();
        this.worktrees = tools.worktrees();
        this.terminals = tools.terminals();
        this.files = tools.files();
        this.texts = tools.texts();
    }

    /**
     * What it acts with.
     *
     * @param reader the repository
     * @param worktrees the worktrees
     * @param terminals the sessions
     * @param files where sessions keep their files
     * @param texts what sessions are told
     */
    public record Tools(
            CommitReader reader, Worktrees worktrees, Terminals terminals, DataFiles files, RoundText texts) {}

    /**
     * Which round.
     *
     * @param state the workflow, with the round open
     * @param terminal the terminal, with the round open
     * @param session the session to be
     * @param directoryName the worktree's name
     * @param handedOn true if another terminal was the last to work in the worktree
     */
    public record Opening(
            WorkflowState state, TerminalState terminal, SessionId session, String directoryName, boolean handedOn) {}

    /**
     * Opens the session.
     *
     * @return its process
     */
    public ProcessIdentity open(Opening opening, RoundText.Order order, SessionListener listener)
            throws InterruptedException {
        WorkflowState state = opening.state();
        TerminalState terminal = opening.terminal();
        TaskState task = terminal.taskId().flatMap(state::task).orElseThrow();
        Branch branch = task.branch().orElseThrow();
        Path worktree = worktrees.ensure(branch.name(), opening.directoryName(), branch.baseCommit());
        // Announced in the journal, and so after everything that worked here before was over.
        worktrees.releaseLocks(worktree, terminal.times().updatedAt());
        if (opening.handedOn()) {
            worktrees
                    .rescueAndReset(worktree, opening.directoryName())
                    .ifPresent(ref -> log.warn(
                            "Task {} of workflow {}: uncommitted changes were kept as {}", task.id(), state.id(), ref));
        }
        Round round = terminal.rounds().newest().orElseThrow();
        Optional<Handoff> judged = judged(state, branch, order.instruction());
        String stat = round.subject() == null
                ? ""
                : diffStat(branch, judged.map(handoff -> handoff.commit().hash()));
        RoundText.Brief brief = new RoundText.Brief(state, terminal, order, files.helper(), stat, reportFile(terminal));
        String text = texts.of(brief, judged.orElse(null));
        SessionOrder.Ids ids = new SessionOrder.Ids(
                opening.session(), state.id(), task.id(), terminal.id(), order.id(), round.subject());
        SessionOrder.Place place = new SessionOrder.Place(
                worktree,
                worktrees.gitDirectory(worktree),
                state.plan().baseDirectory().orElse(null),
                state.plan().sign());
        return terminals.open(
                new SessionOrder(
                        ids,
                        terminal.seat().plan(),
                        place,
                        text,
                        terminal.talk().conversation().orElse(null)),
                listener);
    }

    private @Nullable String reportFile(TerminalState terminal) {
        return terminals.reportsByFile(terminal.seat().plan().cli().orElse("")) ? ReportFile.NAME : null;
    }

    /** Repeats the contract to a session that has work and says nothing. */
    public void remind(WorkflowId workflow, TerminalState terminal, SessionId session, Duration silence)
            throws InterruptedException {
        RoundText.Reminder reminder = new RoundText.Reminder(
                workflow, terminal, silence, files.helper(), files.instruction(workflow, terminal.id()));
        terminals.type(session, texts.reminder(reminder));
    }

    /** What is to be judged, where that is another commit than the one that the work was reported with. */
    private Optional<Handoff> judged(WorkflowState state, Branch branch, Instruction instruction) {
        if (!(instruction instanceof ReviewCode review)) {
            return Optional.empty();
        }
        String hash = review.commitHash();
        if (hash == null) {
            return Optional.empty();
        }
        boolean reported = state.terminal(review.terminalId())
                .flatMap(subject -> subject.rounds().handoff())
                .filter(handoff -> handoff.isCommit(hash))
                .isPresent();
        return reported ? Optional.empty() : reader.commit(hash).map(commit -> handoff(branch, commit));
    }

    private Handoff handoff(Branch branch, CommitInfo commit) {
        String message = CommitMetadataParser.parse(commit.message()).message();
        return new Handoff(
                new ReportedCommit(commit.hash(), branch.name(), message, CommitSource.BRANCH),
                reader.changes(commit.hash()),
                null);
    }

    private String diffStat(Branch branch, Optional<String> commit) {
        return commit.or(() -> reader.tip(branch.ref()))
                .map(tip -> reader.diffStat(branch.baseCommit(), tip, MAX_DIFF_STAT))
                .orElse("");
    }
}
