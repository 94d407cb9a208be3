package io.gitcortex.core.run;

import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.act.MergeAct.Attempt;
import io.gitcortex.core.act.MergeAct.Built;
import io.gitcortex.core.act.MergeAct.Check;
import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.commit.MergedResult;
import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.TargetMove;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskEvent.MergeDelayed;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The merge lane of a workflow: one merge at a time. A merge commit is in the journal before its target moves, so that a
 * crash in between neither loses it nor makes another. Runs on the loop.
 */
final class Merging {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** A minute: what hinders a merge may be something that does not show in HEAD, index or target, such as a new file. */
    private static final int LOOKS_BEFORE_A_TRY = 30;
    /** A lock or a write under way is over by then. */
    private static final int MAX_READINGS = 5;
    /** An hour, where nothing changes. */
    private static final int TRIES_BEFORE_ASKING_AGAIN = 60;

    private final Journal journal;
    private final CommitIntake intake;
    private final MergeAct merges;
    private final Acts acts;
    private final OrchestratorConfig config;
    private final Timers timers;
    private final Runnable changed;
    private final Consumer<Runnable> loop;
    private final Questions questions;
    /** Merges that wait for something outside, and how often each was tried. */
    private final Map<Long, Integer> delayed = new HashMap<>();

    /** What merges are made with. */
    record Means(Journal journal, CommitIntake intake, MergeAct merges, Acts acts, Questions questions) {}

    /** How patient it is, and what wakes it. */
    record Patience(OrchestratorConfig config, Timers timers) {}

    Merging(Means means, Rooms rooms, Consumer<Runnable> loop, Runnable changed) {
        this(means, new Patience(rooms.model().config(), rooms.threads().timers()), loop, changed);
    }

    Merging(Means means, Patience patience, Consumer<Runnable> loop, Runnable changed) {
        this.journal = means.journal();
        this.intake = means.intake();
        this.merges = means.merges();
        this.acts = means.acts();
        this.questions = means.questions();
        this.config = patience.config();
        this.timers = patience.timers();
        this.loop = loop;
        this.changed = changed;
    }

    /** Carries a merge instruction out, or goes on with one that a crash cut off. */
    void start(long instruction, TaskId taskId) {
        TaskState task = task(taskId);
        task.merge().prepared().ifPresentOrElse(ready -> advance(instruction, ready), () -> build(instruction, taskId));
    }

    private void build(long instruction, TaskId taskId) {
        WorkflowState state = journal.state();
        TaskState task = task(taskId);
        Check check = new Check(
                task.plan().setup(),
                state.plan().verify(),
                state.plan().limits().verifyTimeout().orElse(config.verifyTimeout()));
        MergeAct.Order order =
                new MergeAct.Order(target(), task.branch().orElseThrow().ref(), message(state, task), check);
        acts.build(
                () -> Failpoint.MERGE_BUILT.after(merges.build(order)),
                built -> built(instruction, taskId, built),
                reason -> end(instruction, new InstructionFailed(journal.state().id(), instruction, reason)));
    }

    private void built(long instruction, TaskId taskId, Built built) {
        WorkflowState state = journal.state();
        MergePreparation preparation = built.preparation();
        if (isOver(instruction)) {
            return;
        }
        if (preparation instanceof MergePreparation.NothingToMerge) {
            end(instruction, new TaskCompletedUnmerged(state.id(), taskId));
        } else if (preparation instanceof MergePreparation.Conflict conflict) {
            end(instruction, new TaskConflicted(state.id(), taskId, target(), conflict.paths()));
        } else if (built.rejection() != null) {
            end(instruction, new VerificationFailed(state.id(), taskId, built.rejection()));
        } else if (preparation instanceof MergePreparation.Ready ready) {
            prepared(instruction, taskId, ready, 1);
        }
    }

    /**
     * Whatever is merged is read first, what the branch has held and holds no more too: once the target holds it, nobody can
     * tell any more that it was this branch's.
     */
    private void prepared(long instruction, TaskId taskId, MergePreparation.Ready ready, int readings) {
        if (isOver(instruction)) {
            changed.run();
            return;
        }
        try {
            intake.read(taskId);
        } catch (RepositoryException e) {
            if (readings < MAX_READINGS) {
                later(() -> prepared(instruction, taskId, ready, readings + 1));
            } else {
                String reason = String.valueOf(e.getMessage());
                end(instruction, new InstructionFailed(journal.state().id(), instruction, reason));
            }
            return;
        }
        if (intake.isMissing(taskId)) {
            later(() -> prepared(instruction, taskId, ready, 1)); // For some seconds: it may come back.
            return;
        }
        if (journal.state().waitsForPerson(taskId)) {
            letGo(instruction);
            return;
        }
        MergePrepared prepared = new MergePrepared(
                journal.state().id(), taskId, target(), ready.targetBefore(), ready.tip(), ready.mergeCommit());
        journal.append(Batch.of(prepared));
        advance(instruction, prepared);
    }

    /** What was built may hold too little by now. The lane is for others meanwhile; whoever answers has it merged anew. */
    private void letGo(long instruction) {
        journal.append(Batch.of(new InstructionDone(journal.state().id(), instruction)));
        forget(instruction);
        changed.run();
    }

    private void later(Runnable step) {
        timers.after(LOOK_AGAIN, () -> loop.accept(step));
    }

    private void advance(long instruction, MergePrepared ready) {
        acts.run(
                () -> Failpoint.TARGET_MOVED.after(
                        merges.advance(ready.target(), ready.targetBefore(), ready.mergeCommit())),
                attempt -> moved(instruction, ready, attempt),
                reason -> end(instruction, new InstructionFailed(journal.state().id(), instruction, reason)));
    }

    private void moved(long instruction, MergePrepared ready, Attempt attempt) {
        TargetMove move = attempt.move();
        if (move instanceof TargetMove.Moved) {
            // The target holds the work, whatever has become of the workflow meanwhile.
            end(instruction, new TaskMerged(journal.state().id(), ready.taskId(), ready.target(), ready.mergeCommit()));
        } else if (isOver(instruction)) {
            changed.run();
        } else if (move instanceof TargetMove.TargetChanged) {
            again(instruction, ready.taskId());
        } else if (move instanceof TargetMove.Delayed delayed) {
            delay(instruction, ready, delayed.reason());
            lookAgain(instruction, ready, attempt.situation(), 1);
        }
    }

    /** The target moved while we built: build again, a few times, then it is for somebody to say. */
    private void again(long instruction, TaskId taskId) {
        // It waits for nothing outside any more: it works.
        delayed.remove(instruction);
        Batch batch = new Batch();
        Questions.withdraw(journal.state(), taskId, batch);
        journal.append(batch);
        if (task(taskId).merge().attempts() < 5) {
            build(instruction, taskId);
        } else {
            end(instruction, new InstructionFailed(journal.state().id(), instruction, "its target kept moving"));
        }
    }

    private void delay(long instruction, MergePrepared ready, String reason) {
        WorkflowState state = journal.state();
        Batch batch = new Batch();
        boolean told = reason.equals(task(ready.taskId()).merge().delayOrNull());
        if (!told) {
            batch.add(new MergeDelayed(state.id(), ready.taskId(), reason));
        }
        int tries = delayed.merge(instruction, 1, Integer::sum);
        // Whoever has left it waiting is asked again now and then: nothing waits for ever without somebody being asked.
        boolean due = !told || tries == 1 || tries % TRIES_BEFORE_ASKING_AGAIN == 0;
        if (due && !state.waitsForPerson(ready.taskId())) {
            batch.add(new QuestionAsked(state.id(), questions.aboutDelay(ready.taskId(), reason)));
        }
        if (!batch.isEmpty()) {
            journal.append(batch);
            changed.run();
        }
    }

    /** Looks whether what the attempt depended on has changed. An attempt itself works in somebody's checkout. */
    private void lookAgain(long instruction, MergePrepared ready, String before, int looks) {
        later(() -> {
            if (looks >= LOOKS_BEFORE_A_TRY) {
                tryAgain(instruction, ready);
            } else if (!isOver(instruction)) {
                look(instruction, ready, before, looks);
            }
        });
    }

    private void look(long instruction, MergePrepared ready, String before, int looks) {
        acts.run(
                () -> merges.situation(ready.target()),
                now -> {
                    if (now.equals(before)) {
                        lookAgain(instruction, ready, before, looks + 1);
                    } else {
                        tryAgain(instruction, ready);
                    }
                },
                reason -> tryAgain(instruction, ready));
    }

    private void tryAgain(long instruction, MergePrepared ready) {
        if (!isOver(instruction)) {
            advance(instruction, ready);
        }
    }

    /** Whether a merge waits for something outside, and is tried again now and then. */
    boolean isDelayed(long instruction) {
        return delayed.containsKey(instruction);
    }

    private boolean isOver(long instruction) {
        boolean over = journal.state().openInstruction(instruction).isEmpty();
        if (over) {
            forget(instruction);
        }
        return over;
    }

    private void end(long instruction, WorkflowEvent event) {
        WorkflowState state = journal.state();
        Batch batch = Batch.of(event);
        boolean open = state.openInstruction(instruction).isPresent();
        // What the merge waited for is settled, one way or the other.
        state.openInstruction(instruction)
                .flatMap(own -> Targets.task(state, own.instruction()))
                .ifPresent(task -> Questions.withdraw(state, task, batch));
        if (open && !(event instanceof InstructionFailed)) {
            batch.add(new InstructionDone(state.id(), instruction));
        }
        if (open || event instanceof TaskMerged) {
            journal.append(batch);
        }
        forget(instruction);
        changed.run();
    }

    private void forget(long instruction) {
        delayed.remove(instruction);
        acts.finish(instruction);
    }

    private TaskState task(TaskId taskId) {
        return journal.state().task(taskId).orElseThrow();
    }

    private String target() {
        return journal.state().plan().base().orElseThrow();
    }

    private static String message(WorkflowState state, TaskState task) {
        List<MergedResult> results = new ArrayList<>();
        TerminalId last = state.terminals(task.id()).get(0).id();
        for (TerminalState terminal : state.terminals(task.id())) {
            if (terminal.rounds().handoff().isPresent()) {
                String commit = terminal.rounds().handoff().get().commit().hash();
                results.add(new MergedResult(terminal.id(), commit, CommitStatus.COMPLETED));
                last = terminal.id();
            }
        }
        String subject = "Merge task " + task.id() + ": " + task.plan().name();
        return subject + "\n\n" + CommitMetadata.SEPARATOR + "\n"
                + CommitMetadataFormat.mergeBlock(state.id(), task.id(), last, results);
    }
}
