package io.gitcortex.core.decide;

import io.gitcortex.core.json.EventJson;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.DecisionEvent;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has happened, as a model is told it: by a template where there is one, else as the event's JSON. */
final class NewsText {
    private static final String REFUSED = "Parts of your last answer could not be used.";
    /** One event as JSON, in characters. */
    private static final int MAX_EVENT = 4 * 1024;

    private final PromptTemplates templates;
    private final WorkflowState state;

    NewsText(PromptTemplates templates, WorkflowState state) {
        this.templates = templates;
        this.state = state;
    }

    /** What of these events is news to the model that decides, each as a text. */
    List<String> of(List<JournalEntry> entries) {
        Map<Long, NumberedInstruction> decided = new HashMap<>();
        List<WorkflowEvent> news = new ArrayList<>();
        for (JournalEntry entry : entries) {
            WorkflowEvent event = entry.event();
            if (event instanceof DecisionMade made) {
                made.instructions().forEach(instruction -> decided.put(instruction.number(), instruction));
                if (made.source() == DecisionSource.MODEL) {
                    news.removeIf(AnswerRefused.class::isInstance); // It has answered again since.
                }
            }
            if (isNews(event)) {
                news.add(event);
            }
        }
        return news.stream().map(event -> text(event, decided)).toList();
    }

    /** What the model decided itself is no news to it, but what came of it is. */
    private static boolean isNews(WorkflowEvent event) {
        if (event instanceof TerminalEvent) {
            return event instanceof RoundFailed || event instanceof RoundStalled || event instanceof ResultWithdrawn;
        }
        if (event instanceof DecisionEvent) {
            return event instanceof InstructionFailed || event instanceof AnswerRefused;
        }
        return event instanceof CommitEvent
                || event instanceof TaskEvent
                || event instanceof QuestionEvent
                || (event instanceof LifecycleEvent && !(event instanceof LifecycleEvent.WorkflowCreated));
    }

    private String text(WorkflowEvent event, Map<Long, NumberedInstruction> decided) {
        if (event instanceof TerminalCompleted completed) {
            return completion(completed);
        }
        if (event instanceof ReviewPassed passed) {
            return templates.render("review_outcome", passed(passed));
        }
        if (event instanceof ReviewRejected rejected) {
            return templates.render("review_outcome", rejected(rejected));
        }
        return trouble(event, decided)
                .map(this::failure)
                .orElseGet(() -> EventJson.typeOf(event) + " " + Quoted.clipped(EventJson.write(event), MAX_EVENT));
    }

    private String completion(TerminalCompleted completed) {
        Map<String, Object> values = RoundText.result(completed.commit(), completed.filesChanged(), completed.notes());
        values.put("workflow", completed.workflowId().value());
        values.put("task", completed.taskId().value());
        values.put("taskName", taskName(completed.taskId()));
        values.put("terminal", completed.terminalId().value());
        values.put("role", role(completed.terminalId()));
        return templates.render("terminal_completion", values);
    }

    private Map<String, Object> passed(ReviewPassed review) {
        Map<String, Object> values = RoundText.result(review.commit(), List.of(), review.notes());
        values.remove("files");
        values.put("workflow", review.workflowId().value());
        values.put("task", review.taskId().value());
        values.put("taskName", taskName(review.taskId()));
        values.put("reviewer", review.reviewer().value());
        values.put("reviewed", review.reviewed().value());
        values.put("passed", true);
        values.put("issues", List.of());
        return values;
    }

    private Map<String, Object> rejected(ReviewRejected review) {
        Map<String, Object> values = passed(new ReviewPassed(
                review.workflowId(), review.taskId(), review.reviewer(), review.reviewed(), review.commit(), null));
        values.put("passed", false);
        values.put("issues", RoundText.numbered(review.issues()));
        return values;
    }

    /** Something that went wrong: what, in a sentence; the commit that says so, or nothing; and what is known. */
    private record Trouble(String what, String hash, String reason) {}

    private String failure(Trouble trouble) {
        return templates.render(
                "failure",
                Map.of("what", trouble.what(), "hash", trouble.hash(), "reason", Quoted.text(trouble.reason())));
    }

    private static Optional<Trouble> trouble(WorkflowEvent event, Map<Long, NumberedInstruction> decided) {
        if (event instanceof TerminalFailed failed) {
            String notes = Objects.requireNonNullElse(failed.notes(), "");
            return Optional.of(new Trouble(
                    "Terminal " + failed.terminalId() + " in task " + failed.taskId()
                            + " reports that it could not do its work.",
                    failed.commit().hash(),
                    failed.error() + "\n" + notes));
        }
        if (event instanceof VerificationFailed failed) {
            return told(
                    "Task " + failed.taskId() + " was merged for a trial, and the verification failed.",
                    failed.output());
        }
        if (event instanceof TaskConflicted conflicted) {
            return told(
                    "Merging task " + conflicted.taskId() + " into its target conflicts in these files.",
                    String.join("\n", conflicted.paths()));
        }
        if (event instanceof TaskFailed failed) {
            return told("Task " + failed.taskId() + " has failed.", failed.reason());
        }
        return event instanceof TerminalEvent ofTerminal ? ofTerminal(ofTerminal) : ofDecision(event, decided);
    }

    private static Optional<Trouble> ofTerminal(TerminalEvent event) {
        if (event instanceof RoundFailed failed) {
            return told(
                    "Round " + failed.round() + " of terminal " + failed.terminalId() + " has ended without a result.",
                    failed.reason());
        }
        if (event instanceof RoundStalled stalled) {
            return told(
                    "Terminal " + stalled.terminalId() + " lives, and has neither reported nor gone on with round "
                            + stalled.round() + ".",
                    stalled.reason());
        }
        if (event instanceof ResultWithdrawn withdrawn) {
            return told(
                    "The commit " + withdrawn.commit() + ", with which terminal " + withdrawn.terminalId()
                            + " reported its work as done, is no longer on the branch.",
                    withdrawn.asked() ? "A person is asked what now." : "The terminal is given the work again.");
        }
        return Optional.empty();
    }

    private static Optional<Trouble> ofDecision(WorkflowEvent event, Map<Long, NumberedInstruction> decided) {
        if (event instanceof AnswerRefused refused) {
            return told(REFUSED, String.join("\n", refused.refusals()));
        }
        if (event instanceof InstructionFailed failed) {
            NumberedInstruction instruction = decided.get(failed.instruction());
            String which = instruction == null
                    ? "Instruction " + failed.instruction()
                    : "The instruction " + Quoted.line(InstructionJson.write(instruction.instruction()));
            return told(which + " was not carried out.", failed.reason());
        }
        return Optional.empty();
    }

    private static Optional<Trouble> told(String what, @Nullable String reason) {
        return Optional.of(new Trouble(what, "", Objects.requireNonNullElse(reason, "")));
    }

    private String taskName(TaskId taskId) {
        return state.task(taskId)
                .map(TaskState::plan)
                .map(plan -> Quoted.line(plan.name()))
                .orElse("");
    }

    private String role(TerminalId terminalId) {
        return state.terminal(terminalId)
                .map(terminal -> Quoted.line(terminal.seat().plan().role()))
                .orElse("");
    }
}
