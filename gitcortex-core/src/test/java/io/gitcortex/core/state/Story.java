package io.gitcortex.core.state;

import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what happens to a workflow, event by event, and keeps the state that it adds up to. */
public final class Story {
    public static final WorkflowId WORKFLOW = WorkflowId.of("wf-1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private @Nullable WorkflowState state;
    private long sequence;
    private int commits;

    /** A workflow that has started, with these tasks. */
    public static Story of(TaskPlan... tasks) {
        return planned(tasks).add(new WorkflowStarted(WORKFLOW));
    }

    /** A workflow that has started, with these tasks and a command that merged trees must pass. */
    public static Story verified(List<String> command, TaskPlan... tasks) {
        return planned(command, tasks).add(new WorkflowStarted(WORKFLOW));
    }

    /** A workflow that has not started yet, with these tasks. */
    public static Story planned(TaskPlan... tasks) {
        return planned(List.of(), tasks);
    }

    private static Story planned(List<String> verify, TaskPlan... tasks) {
        WorkflowPlan plan = WorkflowPlan.builder("story", "a goal")
                .base("main")
                .verify(verify)
                .tasks(List.of(tasks))
                .build();
        return new Story().add(new WorkflowCreated(WORKFLOW, plan));
    }

    /** A task with terminals of these roles; a terminal is called task-role. */
    public static TaskPlan task(String id, String... roles) {
        List<TerminalPlan> terminals = List.of(roles).stream()
                .map(role -> TerminalPlan.builder(role)
                        .id(TerminalId.of(id + "-" + role))
                        .cli("shell")
                        .command(List.of("true"))
                        .build())
                .toList();
        return TaskPlan.builder("Task " + id)
                .id(TaskId.of(id))
                .description("do " + id)
                .terminals(terminals)
                .build();
    }

    public WorkflowState state() {
        if (state == null) {
            throw new IllegalStateException("Nothing has happened yet");
        }
        return state;
    }

    public Story add(WorkflowEvent event) {
        sequence++;
        state = Fold.apply(state, new JournalEntry(sequence, START.plusSeconds(sequence), event));
        return this;
    }

    /** Decides and carries out. */
    public Story done(Instruction instruction) {
        long number = decide(instruction);
        return add(new InstructionStarted(WORKFLOW, number)).add(new InstructionDone(WORKFLOW, number));
    }

    /** Decides, and leaves it at that. */
    public long decide(Instruction instruction) {
        long number = state().counters().instructions() + 1;
        add(new DecisionMade(
                WORKFLOW,
                state().counters().decisions() + 1,
                sequence,
                DecisionSource.PLAYBOOK,
                List.of(new NumberedInstruction(number, instruction)),
                TokenUsage.NONE));
        return number;
    }

    public Story started(String task) {
        return add(new TaskStarted(WORKFLOW, TaskId.of(task), "gitcortex/wf-1/" + task, "base"));
    }

    /** A terminal is given work. */
    public Story works(String terminal) {
        return open(terminal, RoundKind.WORK, null);
    }

    /** A terminal is asked to judge another. */
    public Story reviews(String terminal, String subject) {
        return open(terminal, RoundKind.REVIEW, TerminalId.of(subject));
    }

    private Story open(String terminal, RoundKind kind, @Nullable TerminalId subject) {
        TerminalId id = TerminalId.of(terminal);
        int round = state().terminal(id).orElseThrow().rounds().count() + 1;
        return add(new RoundOpened(WORKFLOW, id, round, kind, subject, 0))
                .add(new SessionOpening(WORKFLOW, id, SessionId.of("s-" + terminal + round)));
    }

    /** Its process ends. */
    public Story leaves(String terminal) {
        TerminalId id = TerminalId.of(terminal);
        SessionId session =
                state().terminal(id).orElseThrow().session().orElseThrow().id();
        return add(new SessionEnded(WORKFLOW, id, session, 0));
    }

    public Story completes(String task, String terminal) {
        add(new TerminalCompleted(
                WORKFLOW, TaskId.of(task), TerminalId.of(terminal), commit(), List.<FileChange>of(), "notes"));
        return leaves(terminal);
    }

    public Story passes(String task, String reviewer, String subject) {
        add(new ReviewPassed(
                WORKFLOW, TaskId.of(task), TerminalId.of(reviewer), TerminalId.of(subject), commit(), null));
        return leaves(reviewer);
    }

    public Story rejects(String task, String reviewer, String subject) {
        ReviewIssue issue = new ReviewIssue("a.txt", 2, "major", "no exclamation mark", null);
        add(new ReviewRejected(
                WORKFLOW, TaskId.of(task), TerminalId.of(reviewer), TerminalId.of(subject), commit(), List.of(issue)));
        return leaves(reviewer);
    }

    /** A round ends without a result. */
    public Story loses(String terminal) {
        TerminalId id = TerminalId.of(terminal);
        int round = state().terminal(id).orElseThrow().rounds().count();
        leaves(terminal);
        return add(new RoundFailed(WORKFLOW, id, round, "its session ended"));
    }

    private ReportedCommit commit() {
        commits++;
        return new ReportedCommit(
                "c" + commits, "gitcortex/wf-1/x", CommitStatus.COMPLETED.wireName(), CommitSource.BRANCH);
    }
}
