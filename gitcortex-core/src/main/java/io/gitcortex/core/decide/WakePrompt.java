package io.gitcortex.core.decide;

import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a model is shown: where things stand, what is new, and what is to be decided. */
public final class WakePrompt {
    /** One instruction, in characters. */
    private static final int MAX_INSTRUCTION = 4 * 1024;

    private final PromptTemplates templates;

    /** Prompts from these templates. */
    public WakePrompt(PromptTemplates templates) {
        this.templates = templates;
    }

    /**
     * The standing orders that come with GitCortex.
     *
     * @param clis the coding CLIs that may be named
     */
    public String system(Set<String> clis) {
        return templates.render("system", Map.of("clis", clis.stream().sorted().collect(Collectors.joining(", "))));
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
        values.put("name", Quoted.line(state.plan().name()));
        values.put("goal", state.plan().goal());
        values.put("status", state.status().wireName());
        values.put(
                "tasks", state.tasks().stream().map(task -> task(state, task)).toList());
        values.put("news", new NewsText(templates, state).of(news));
        values.put(
                "open",
                state.openInstructions().stream()
                        .map(open -> Quoted.clipped(InstructionJson.write(open.instruction()), MAX_INSTRUCTION))
                        .toList());
        values.put("asks", asks.stream().map(Ask::text).map(Quoted::item).toList());
        return templates.render("wake", values);
    }

    /** What could not be used of an answer. */
    public String refused(List<String> refusals) {
        return templates.render(
                "refused",
                Map.of("refusals", refusals.stream().map(Quoted::item).toList()));
    }

    private static Map<String, Object> task(WorkflowState state, TaskState task) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", task.id().value());
        values.put("name", Quoted.line(task.plan().name()));
        values.put("status", task.status().wireName());
        values.put(
                "dependsOn", task.plan().dependsOn().stream().map(TaskId::value).collect(Collectors.joining(", ")));
        values.put(
                "terminals",
                state.terminals(task.id()).stream().map(WakePrompt::terminal).toList());
        return values;
    }

    private static Map<String, Object> terminal(TerminalState terminal) {
        return Map.of(
                "id", terminal.id().value(),
                "role", Quoted.line(terminal.seat().plan().role()),
                "cli", terminal.seat().plan().cli().orElse(""),
                "status", terminal.status().wireName(),
                "commit",
                        terminal.rounds()
                                .handoff()
                                .map(handoff -> Quoted.line(handoff.commit().hash()))
                                .orElse(""));
    }
}
