package io.gitcortex.core.decide;

import io.gitcortex.core.json.EventJson;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model is shown: where things stand, what is new, and what is to be decided. */
public final class WakePrompt {
    /** One event in a prompt, in characters: a message of any length must not push the rest out. */
    private static final int MAX_EVENT = 4 * 1024;

    private final PromptTemplates templates;

    /** Prompts from these templates. */
    public WakePrompt(PromptTemplates templates) {
        this.templates = templates;
    }

    /** The standing orders that come with GitCortex. */
    public String system() {
        return templates.render("system", Map.of());
    }

    /**
     * What has happened, and what is asked.
     *
     * @param state the workflow
     * @param news what the model has not been shown
     * @param asks what the rules leave open
     */
    public String wake(WorkflowState state, List<JournalEntry> news, List<Ask> asks) {
        Map<String, Object> values = new HashMap<>();
        values.put("workflow", state.id().value());
        values.put("name", state.plan().name());
        values.put("goal", state.plan().goal());
        values.put("status", state.status().wireName());
        values.put(
                "tasks", state.tasks().stream().map(task -> task(state, task)).toList());
        values.put(
                "news",
                news.stream()
                        .map(JournalEntry::event)
                        .filter(WakePrompt::isNews)
                        .map(WakePrompt::quoted)
                        .toList());
        values.put(
                "open",
                state.openInstructions().stream()
                        .map(open -> clipped(InstructionJson.write(open.instruction())))
                        .toList());
        values.put("asks", asks.stream().map(Ask::text).toList());
        return templates.render("wake", values);
    }

    /** What could not be used of an answer. */
    public String refused(List<String> refusals) {
        return templates.render("refused", Map.of("refusals", refusals));
    }

    private static Map<String, Object> task(WorkflowState state, TaskState task) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", task.id().value());
        values.put("name", task.plan().name());
        values.put("status", task.status().wireName());
        values.put(
                "dependsOn",
                task.plan().dependsOn().stream()
                        .map(dependency -> dependency.value())
                        .collect(Collectors.joining(", ")));
        values.put(
                "terminals",
                state.terminals(task.id()).stream().map(WakePrompt::terminal).toList());
        return values;
    }

    private static Map<String, Object> terminal(TerminalState terminal) {
        return Map.of(
                "id", terminal.id().value(),
                "role", terminal.seat().plan().role(),
                "cli", terminal.seat().plan().cli().orElse(""),
                "status", terminal.status().wireName(),
                "commit",
                        terminal.rounds()
                                .handoff()
                                .map(handoff -> handoff.commit().hash())
                                .orElse(""));
    }

    /** What the model decided itself is no news to it. */
    private static boolean isNews(WorkflowEvent event) {
        if (event instanceof TerminalEvent) {
            return event instanceof TerminalEvent.RoundFailed;
        }
        if (event instanceof DecisionEvent) {
            return event instanceof DecisionEvent.InstructionFailed;
        }
        return event instanceof CommitEvent
                || event instanceof TaskEvent
                || event instanceof QuestionEvent
                || (event instanceof LifecycleEvent && !(event instanceof LifecycleEvent.WorkflowCreated));
    }

    private static String quoted(WorkflowEvent event) {
        return EventJson.typeOf(event) + " " + clipped(EventJson.write(event));
    }

    private static String clipped(String text) {
        return text.codePointCount(0, text.length()) <= MAX_EVENT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_EVENT)) + "...";
    }
}
