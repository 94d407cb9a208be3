package io.gitcortex.core.run;

import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.PauseWorkflow;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.Objects;
import java.util.Optional;

/** Instructions that only change the workflow itself: begun, done and written in one transaction. Runs on the loop. */
final class AtOnce {
    private final Journal journal;
    private final CommitReader reader;
    private final Questions questions;
    private final ErrorSeat errors;

    AtOnce(Journal journal, CommitReader reader, Questions questions, ErrorSeat errors) {
        this.journal = journal;
        this.reader = reader;
        this.questions = questions;
        this.errors = errors;
    }

    void carryOut(InstructionState open, Batch batch) {
        WorkflowState state = journal.state();
        WorkflowEvent event;
        try {
            event = event(state, open.instruction());
        } catch (RepositoryException e) {
            journal.append(batch.add(new InstructionFailed(state.id(), open.number(), String.valueOf(e.getMessage()))));
            return;
        }
        // Done comes first: an event that ends the workflow closes every open instruction.
        batch.add(new InstructionDone(state.id(), open.number()));
        batch.add(event);
        Targets.task(state, open.instruction())
                .filter(task -> overtakesQuestions(state, open.instruction(), task))
                .ifPresent(task -> Questions.withdraw(state, task, batch));
        if (open.instruction() instanceof PauseWorkflow pause) {
            batch.add(new QuestionAsked(state.id(), questions.aboutPause(pause.reason())));
        }
        Optional<ErrorSeat.Notice> notice =
                open.instruction() instanceof FailWorkflow failure ? errors.prepare(failure, batch) : Optional.empty();
        journal.append(batch);
        notice.ifPresent(errors::tell);
    }

    /** A task that is done, or that has got its first terminal, is no longer as the question about it says. */
    private static boolean overtakesQuestions(WorkflowState state, Instruction instruction, TaskId task) {
        return instruction instanceof CompleteTask
                || (instruction instanceof CreateTerminal
                        && state.terminals(task).isEmpty());
    }

    private WorkflowEvent event(WorkflowState state, Instruction instruction) {
        WorkflowId id = state.id();
        if (instruction instanceof CompleteTask complete) {
            return completeTask(state, complete);
        }
        if (instruction instanceof FailTask fail) {
            return new TaskFailed(id, fail.taskId(), fail.reason());
        }
        if (instruction instanceof CancelTask cancel) {
            return new TaskCancelled(id, cancel.taskId(), cancel.reason());
        }
        if (instruction instanceof PauseWorkflow pause) {
            return new WorkflowPaused(id, pause.reason());
        }
        if (instruction instanceof CompleteWorkflow complete) {
            return new WorkflowCompleted(id, complete.success(), complete.reason());
        }
        if (instruction instanceof FailWorkflow fail) {
            return new WorkflowFailed(id, fail.error(), fail.severity());
        }
        if (instruction instanceof CreateTask create) {
            return createTask(state, create);
        }
        if (instruction instanceof CreateTerminal create) {
            return createTerminal(state, create);
        }
        throw new IllegalStateException("Not carried out at once: " + instruction.type());
    }

    private WorkflowEvent completeTask(WorkflowState state, CompleteTask complete) {
        Optional<Branch> branch = state.task(complete.taskId()).flatMap(TaskState::branch);
        return branch.isPresent() && hasCommits(complete.taskId(), branch.get())
                ? new TaskReadyToMerge(
                        state.id(), complete.taskId(), Objects.requireNonNullElse(complete.summary(), ""))
                : new TaskCompletedUnmerged(state.id(), complete.taskId());
    }

    /** A branch that is gone is not one without commits: what was done on it may be under another name. */
    private boolean hasCommits(TaskId task, Branch branch) {
        String tip = reader.tip(branch.ref())
                .orElseThrow(() -> new RepositoryException("The branch " + branch.name() + " of task " + task
                        + " is gone; it had been read to "
                        + journal.cursor(branch.ref()).orElse(branch.baseCommit())
                        + ". Put it back, then choose retry"));
        return !tip.equals(branch.baseCommit());
    }

    private static WorkflowEvent createTask(WorkflowState state, CreateTask create) {
        TaskId taskId = Optional.ofNullable(create.taskId()).orElseGet(() -> freeTaskId(state, create.name()));
        TaskPlan plan = TaskPlan.builder(create.name())
                .id(taskId)
                .description(Objects.requireNonNullElse(create.description(), ""))
                .dependsOn(create.dependsOn())
                .build();
        return new TaskCreated(state.id(), taskId, plan);
    }

    private static WorkflowEvent createTerminal(WorkflowState state, CreateTerminal create) {
        TerminalId terminalId = Optional.ofNullable(create.terminalId())
                .orElseGet(() ->
                        freeTerminalId(state, Names.slug(create.taskId().value()) + "-" + Names.slug(create.role())));
        TerminalPlan plan = TerminalPlan.builder(create.role())
                .id(terminalId)
                .cli(create.cli())
                .model(create.model())
                .build();
        return new TerminalCreated(state.id(), create.taskId(), terminalId, plan, create.order());
    }

    private static TaskId freeTaskId(WorkflowState state, String name) {
        String slug = Names.slug(name);
        TaskId id = TaskId.of(slug);
        for (int i = 2; state.task(id).isPresent(); i++) {
            id = TaskId.of(slug + "-" + i);
        }
        return id;
    }

    private static TerminalId freeTerminalId(WorkflowState state, String name) {
        TerminalId id = TerminalId.of(name);
        for (int i = 2; state.terminal(id).isPresent(); i++) {
            id = TerminalId.of(name + "-" + i);
        }
        return id;
    }
}
