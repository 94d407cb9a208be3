package io.gitcortex.core.run;

import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.core.commit.ReportFileParser;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.core.worktree.ReportFile;
import io.gitcortex.core.worktree.Reports;
import io.gitcortex.core.worktree.Reports.Draft;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.store.StoreException;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the reports that agents leave as files, since they cannot commit: makes a commit of each and moves the task's branch
 * there, where it is read as every other. The commit is in the journal before the branch moves, so that a crash in between
 * neither loses it nor makes another. Runs on the loop.
 */
final class FileReports {
    private static final Logger log = LoggerFactory.getLogger(FileReports.class);
    /** What has failed, a full disk or a lock, is mostly still so a second later, and looking may take long. */
    private static final Duration REST = Duration.ofSeconds(5);
    /** For two minutes and a half: what still cannot be committed then will not mend itself. */
    private static final int TRIES = 30;

    private final Journal journal;
    private final Acts acts;
    private final CommitIntake intake;
    private final Complaints complaints;
    private final ReportJudge judge;
    private final Reports reports;
    private final Terminals terminals;
    private final Consumer<Runnable> loop;
    /** By task whose report is being taken, what is to be done afterwards. */
    private final Map<TaskId, List<Runnable>> underWay = new HashMap<>();
    /** What lies there and was not accepted: told once. */
    private final Map<TaskId, Refusal> refusals = new HashMap<>();
    /** What could not be committed, and when it was tried last. */
    private final Map<TaskId, Trouble> troubles = new HashMap<>();
    /** The tasks of which it is known that what was prepared for them is done. */
    private final Set<TaskId> settled = new HashSet<>();

    /** What reports are taken with. */
    record Means(Journal journal, Acts acts, CommitIntake intake, Complaints complaints) {}

    private record Refusal(ReportFile file, Optional<SessionId> session, String reason, boolean told) {}

    private record Trouble(String reason, Instant since, int tries) {}

    /** Where a report lies. */
    private record Site(TaskId task, Branch branch, String directory) {}

    /** What is taken from there: a commit to be, or one that is prepared, and the file that goes then. */
    private record Taking(Site site, ReportPrepared prepared, Optional<ReportFile> file) {}

    FileReports(Means means, Rooms rooms, Consumer<Runnable> loop) {
        this.journal = means.journal();
        this.acts = means.acts();
        this.intake = means.intake();
        this.complaints = means.complaints();
        this.judge = new ReportJudge(journal, rooms.base());
        this.reports = rooms.acts().reports();
        this.terminals = rooms.acts().terminals();
        this.loop = loop;
    }

    /**
     * Whether a report of a task is being taken, or lies there and could not be taken yet: whoever has left it has done its
     * part. Not for ever: what cannot be taken at all does not keep its task.
     */
    boolean isReporting(TaskId taskId) {
        Trouble trouble = troubles.get(taskId);
        return isUnderWay(taskId) || (trouble != null && trouble.tries() < TRIES);
    }

    /** Takes what lies in the worktrees of all tasks. */
    void look() {
        for (TaskState task : List.copyOf(journal.state().tasks())) {
            try {
                if (!isUnderWay(task.id()) && !rests(task.id())) {
                    begin(task.id());
                }
            } catch (RepositoryException e) {
                log.warn("The worktree of task {} cannot be looked into now: {}", task.id(), e.getMessage());
            }
        }
    }

    private boolean isUnderWay(TaskId taskId) {
        return underWay.containsKey(taskId);
    }

    /** Why what lies in a task's worktree is not accepted; empty if nothing lies there, or it was taken. */
    Optional<String> refusal(TaskId taskId) {
        return Optional.ofNullable(refusals.get(taskId)).map(Refusal::reason);
    }

    /**
     * Takes the report of a task whose session is over, if there is one.
     *
     * @param again what to do when it is taken
     * @return false if nothing is left to be taken
     * @throws RepositoryException if it could not be taken the last time, or its worktree cannot be looked into: to be tried
     *     again later
     */
    boolean take(TaskId taskId, Runnable again) {
        Trouble trouble = troubles.remove(taskId);
        if (trouble != null) {
            throw new RepositoryException(trouble.reason());
        }
        if (!isUnderWay(taskId)) {
            begin(taskId);
        }
        List<Runnable> waiting = underWay.get(taskId);
        return waiting != null && waiting.add(again);
    }

    private boolean rests(TaskId taskId) {
        Trouble trouble = troubles.get(taskId);
        return trouble != null && journal.now().isBefore(trouble.since().plus(REST));
    }

    private void begin(TaskId taskId) {
        WorkflowState state = journal.state();
        Optional<TaskState> task =
                state.task(taskId).filter(own -> !own.status().isFinal());
        if (task.isEmpty() || task.get().branch().isEmpty()) {
            return;
        }
        Branch branch = task.get().branch().get();
        Site site = new Site(taskId, branch, Names.directory(state, task.get()));
        boolean goesOn = branch.report()
                .filter(prepared -> !settled.contains(taskId))
                .filter(prepared -> goOn(site, prepared))
                .isPresent();
        settled.add(taskId);
        Optional<Round> round = goesOn ? Optional.empty() : roundByFile(taskId);
        Optional<ReportFile> file = round.isPresent() ? reports.find(site.directory()) : Optional.empty();
        if (file.isPresent()) {
            take(site, round.get(), file.get());
        } else if (!goesOn) {
            refusals.remove(taskId);
            troubles.remove(taskId);
        }
    }

    /** What an earlier process has prepared, and perhaps not moved to. */
    private boolean goOn(Site site, ReportPrepared prepared) {
        if (judge.standing(site.branch(), prepared) != ReportJudge.Standing.READY) {
            return false;
        }
        Optional<ReportFile> file =
                reports.find(site.directory()).filter(found -> judge.isReport(found, prepared.report()));
        advance(new Taking(site, prepared, file));
        return true;
    }

    private Optional<Round> roundByFile(TaskId taskId) {
        return worker(taskId).flatMap(terminal -> terminal.rounds().open());
    }

    private Optional<TerminalState> worker(TaskId taskId) {
        return journal.state().terminals(taskId).stream()
                .filter(terminal -> terminal.rounds().open().isPresent())
                .filter(terminal ->
                        terminals.reportsByFile(terminal.seat().plan().cli().orElse("")))
                .findFirst();
    }

    private Optional<SessionId> session(TaskId taskId) {
        return worker(taskId).flatMap(TerminalState::session).map(SessionState::id);
    }

    private void take(Site site, Round round, ReportFile file) {
        Refusal before = refusals.get(site.task());
        if (before != null && before.file().equals(file) && before.session().equals(session(site.task()))) {
            if (!before.told()) {
                refuse(site, file, before.reason());
            }
            return;
        }
        ParsedCommit parsed = file.flaw().isPresent() ? null : ReportFileParser.parse(file.text());
        if (!(parsed instanceof ParsedCommit.WithMetadata with)) {
            refuse(site, file, ReportJudge.flaw(file, parsed));
            return;
        }
        String message = CommitMetadataFormat.message(with.message(), with.metadata());
        String report = ReportJudge.nameOf(message);
        Optional<ReportPrepared> same =
                site.branch().report().filter(prepared -> prepared.report().equals(report));
        ReportJudge.Standing standing =
                same.map(prepared -> judge.standing(site.branch(), prepared)).orElse(ReportJudge.Standing.NONE);
        if (standing == ReportJudge.Standing.DONE) {
            log.info("Task {}: a report that was taken before lies there once more, and is dropped", site.task());
            drop(site, file);
        } else if (standing == ReportJudge.Standing.READY) {
            advance(new Taking(site, same.get(), Optional.of(file)));
        } else {
            Optional<String> objection = judge.objection(site.task(), site.branch(), message)
                    .or(() -> judge.unasked(round, with.metadata()));
            if (objection.isPresent()) {
                refuse(site, file, objection.get());
            } else {
                commit(
                        site,
                        new Reports.Order(
                                site.branch().name(), site.directory(), round.kind() == RoundKind.REVIEW, message),
                        file);
            }
        }
    }

    private void refuse(Site site, ReportFile file, String reason) {
        boolean told = worker(site.task())
                .filter(terminal -> complaints.aboutFile(terminal, reason))
                .isPresent();
        refusals.put(site.task(), new Refusal(file, session(site.task()), reason, told));
        log.debug("Task {}: the file in which its agent reports is not accepted; told: {}", site.task(), told);
    }

    private void commit(Site site, Reports.Order order, ReportFile file) {
        underWay.put(site.task(), new ArrayList<>());
        acts.run(
                () -> Failpoint.REPORT_BUILT.after(reports.commit(order)),
                draft -> orFinish(site.task(), () -> prepared(site, order, draft, file)),
                reason -> failed(site.task(), reason));
    }

    /** What goes wrong in between pauses the workflow; when it goes on, the task must not wait for it. */
    private void orFinish(TaskId task, Runnable step) {
        try {
            step.run();
        } catch (StoreException e) {
            throw e; // The loop takes the same step once more, and the task waits for it.
        } catch (RuntimeException e) {
            finish(task);
            throw e;
        }
    }

    private void prepared(Site site, Reports.Order order, Draft draft, ReportFile file) {
        Optional<TerminalState> author = worker(site.task());
        if (author.isEmpty()) { // Its round, or its task, has ended otherwise meanwhile.
            finish(site.task());
            return;
        }
        ReportPrepared prepared = new ReportPrepared(
                journal.state().id(),
                site.task(),
                author.get().id(),
                draft.parent(),
                draft.hash(),
                ReportJudge.nameOf(order.message()));
        journal.append(Batch.of(prepared));
        advance(new Taking(site, prepared, Optional.of(file)));
    }

    private void advance(Taking taking) {
        underWay.computeIfAbsent(taking.site().task(), task -> new ArrayList<>());
        ReportPrepared prepared = taking.prepared();
        Draft draft = new Draft(prepared.branchBefore(), prepared.commit());
        acts.run(
                () -> Failpoint.REPORT_MOVED.after(
                        reports.advance(taking.site().branch().name(), draft)),
                moved -> orFinish(taking.site().task(), () -> advanced(taking, moved)),
                reason -> failed(taking.site().task(), reason));
    }

    /** Where the branch has moved elsewhere meanwhile, the file lies there still, and the next look begins anew. */
    private void advanced(Taking taking, boolean moved) {
        TaskId task = taking.site().task();
        troubles.remove(task);
        if (moved) {
            try {
                intake.read(task);
            } catch (RepositoryException e) {
                log.warn("The branch of task {} cannot be read now: {}", task, e.getMessage());
            }
            taking.file().ifPresent(file -> drop(taking.site(), file));
        }
        finish(task);
    }

    /** One that cannot be removed now is known by the next look, and dropped then. */
    private void drop(Site site, ReportFile file) {
        refusals.remove(site.task());
        try {
            reports.remove(site.directory(), file);
        } catch (RepositoryException e) {
            log.warn("Task {}: {}", site.task(), e.getMessage());
        }
    }

    private void failed(TaskId task, String reason) {
        log.warn("The report of task {} cannot be committed on its agent's behalf now: {}", task, reason);
        settled.remove(task); // Whether the branch has moved is not known.
        Trouble before = troubles.get(task);
        troubles.put(task, new Trouble(reason, journal.now(), before == null ? 1 : before.tries() + 1));
        if (before == null || !before.reason().equals(reason)) {
            worker(task).ifPresent(terminal -> tell(terminal, reason + ". It is tried again."));
        }
        finish(task);
    }

    /** A courtesy: where nobody is there to be told, nothing is lost. */
    private void tell(TerminalState terminal, String what) {
        boolean unused = complaints.aboutFile(terminal, what);
    }

    private void finish(TaskId task) {
        List<Runnable> waiting = underWay.remove(task);
        if (waiting != null) {
            waiting.forEach(loop);
        }
        loop.accept(() -> {}); // What was held back meanwhile is looked at again.
    }
}
