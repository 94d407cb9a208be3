package io.gitcortex.integration.simulation;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold of the events alone. A fold of its own, which shares nothing with the one that is tested. */
final class JournalChecks {
    private final Checks checks;
    private final RoundChecks rounds;
    private final Set<String> commits = new HashSet<>();
    private final Set<Long> decided = new HashSet<>();
    private final Set<Long> started = new HashSet<>();
    private final Set<Long> settled = new HashSet<>();
    private final Set<Object> once = new HashSet<>();
    private final Map<QuestionId, Question> questions = new HashMap<>();
    private final Map<QuestionId, Instant> asked = new HashMap<>();
    private boolean over;

    JournalChecks(Checks checks, Map<String, World.Claim> claims, Map<Long, InstructionRow> instructions) {
        this.checks = checks;
        this.rounds = new RoundChecks(checks, claims, instructions);
    }

    boolean hasCommit(String hash) {
        return commits.contains(hash);
    }

    boolean isAnnounced(SessionId session) {
        return rounds.isAnnounced(session);
    }

    boolean askedAfter(QuestionId question, Instant time) {
        return !asked.getOrDefault(question, Instant.EPOCH).isBefore(time);
    }

    void take(JournalEntry entry) {
        WorkflowEvent event = entry.event();
        if (event instanceof CommitEvent commit && !commits.add(commit.commit().hash())) {
            checks.violated("a second event about commit " + commit.commit().hash() + ": " + event);
        }
        if (event instanceof WorkflowPaused paused && paused.reason().startsWith("an internal error")) {
            checks.violated(paused.reason());
        }
        takeDecision(entry, event);
        takeInstruction(event);
        takeQuestion(entry, event);
        takeOnce(event);
        rounds.take(event);
    }

    private void takeDecision(JournalEntry entry, WorkflowEvent event) {
        if (event instanceof DecisionRequested requested && requested.throughSequence() >= entry.sequence()) {
            checks.violated("a decision about events that are not there yet: " + event);
        }
        if (!(event instanceof DecisionMade made)) {
            return;
        }
        if (made.throughSequence() >= entry.sequence()) {
            checks.violated("a decision about events that are not there yet: " + event);
        }
        if (!once.add("decision " + made.decision())) {
            checks.violated("a second decision of the number " + made.decision());
        }
        if (over) {
            checks.violated("a decision although the workflow is over: " + event);
        }
        for (NumberedInstruction instruction : made.instructions()) {
            if (!decided.add(instruction.number())) {
                checks.violated("instruction " + instruction.number() + " is decided twice");
            }
        }
    }

    private void takeInstruction(WorkflowEvent event) {
        if (event instanceof InstructionStarted one) {
            require(decided.contains(one.instruction()), "begun without a decision", one.instruction());
            require(started.add(one.instruction()), "begun twice", one.instruction());
            require(!settled.contains(one.instruction()), "begun after its outcome", one.instruction());
        } else if (event instanceof InstructionDone one) {
            require(started.contains(one.instruction()), "done before it was begun", one.instruction());
            require(settled.add(one.instruction()), "done after it had an outcome", one.instruction());
        } else if (event instanceof InstructionFailed one) {
            require(decided.contains(one.instruction()), "failed without a decision", one.instruction());
            require(settled.add(one.instruction()), "failed after it had an outcome", one.instruction());
        }
    }

    private void require(boolean holds, String otherwise, long instruction) {
        if (!holds) {
            checks.violated("instruction " + instruction + " is " + otherwise);
        }
    }

    private void takeQuestion(JournalEntry entry, WorkflowEvent event) {
        if (event instanceof QuestionAsked one) {
            questions.put(one.question().id(), one.question());
            asked.put(one.question().id(), entry.recordedAt());
            if (!once.add(one.question().id())) {
                checks.violated("question " + one.question().id() + " is asked twice");
            }
        } else if (event instanceof QuestionAnswered one) {
            Question open = questions.remove(one.questionId());
            boolean early =
                    open != null && one.byDeadline() && entry.recordedAt().isBefore(open.deadline());
            if (open == null || early) {
                checks.violated((open == null ? "not open: " : "before its deadline: ") + event);
            }
        } else if (event instanceof QuestionWithdrawn one && questions.remove(one.questionId()) == null) {
            checks.violated("not open: " + event);
        }
    }

    private void takeOnce(WorkflowEvent event) {
        boolean ends = event instanceof WorkflowCompleted
                || event instanceof WorkflowFailed
                || event instanceof WorkflowCancelled;
        if (ends) {
            if (over) {
                checks.violated("it ends twice: " + event);
            }
            over = true;
        }
        boolean again = (event instanceof TaskStarted task && !once.add("start " + task.taskId()))
                || (event instanceof TaskStarted named && !once.add("branch " + named.branch()))
                || (event instanceof TaskMerged merged && !once.add("merge " + merged.taskId()));
        if (again) {
            checks.violated("a second time: " + event);
        }
    }

    /** The outcomes in the rows are those of the events. */
    void compare(WorkflowStore store) {
        for (InstructionRow row : store.instructions(checks.workflow())) {
            boolean done = switch (row.status()) {
                case DONE, FAILED -> true;
                default -> false;
            };
            if (!decided.contains(row.number()) || (settled.contains(row.number()) && !done)) {
                checks.violated("row " + row.number() + " is " + row.status() + ", unlike its events");
            }
        }
    }
}
