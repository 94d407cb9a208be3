package io.gitcortex.core.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The plan in a model's answer, as the text of a workflow file. A model says which tasks there are, who works on them, and in
 * which order; it never names a command, a key or an address.
 *
 * @param file a workflow file in JSON, to be read and checked like any other; empty where the answer holds none
 * @param problems what is not for a model to say, in words that it can act on
 */
public record PlanReply(String file, List<String> problems) {
    private static final Set<String> WORKFLOW = Set.of("name", "goal", "tasks");
    private static final Set<String> TASK = Set.of("id", "name", "description", "dependsOn", "terminals");
    private static final Set<String> TERMINAL = Set.of("id", "role", "cli", "model");

    /** The dialect that runs a command of the plan's own. */
    private static final String SHELL = "shell";

    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9]+");

    /** Copies the list. */
    public PlanReply {
        problems = List.copyOf(problems);
    }

    /**
     * Reads an answer. Never throws: it is hostile until it has been checked.
     *
     * @param text the answer
     * @param goal what was asked for; a model's own words for it do not count
     */
    public static PlanReply read(String text, String goal) {
        if (text.length() > JsonInProse.MAX_TEXT) {
            return new PlanReply("", List.of("The answer is longer than " + JsonInProse.MAX_TEXT + " characters"));
        }
        List<JsonNode> found = JsonInProse.all(text, node -> node.path("tasks").isArray());
        if (found.isEmpty()) {
            return new PlanReply("", List.of("The answer holds no JSON object with 'tasks'"));
        }
        List<String> problems = new ArrayList<>();
        ObjectNode plan = found.get(0).deepCopy();
        checkKeys(plan, "the plan", WORKFLOW, problems);
        plan.put("goal", goal);
        for (JsonNode task : plan.path("tasks")) {
            if (task instanceof ObjectNode object) {
                task(object, problems);
            }
        }
        return new PlanReply(plan.toString(), problems);
    }

    private static void task(ObjectNode task, List<String> problems) {
        JsonNode dependsOn = task.remove("depends_on");
        if (dependsOn != null && !task.has("dependsOn")) {
            task.set("dependsOn", dependsOn);
        }
        checkKeys(task, "a task", TASK, problems);
        for (JsonNode terminal : task.path("terminals")) {
            if (terminal instanceof ObjectNode object) {
                checkKeys(object, "a terminal", TERMINAL, problems);
                addCommand(object);
            }
        }
    }

    private static void checkKeys(ObjectNode object, String what, Set<String> allowed, List<String> problems) {
        object.properties().removeIf(property -> property.getValue().isNull());
        object.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                problems.add("'" + Quoted.line(key) + "' of " + what + " is not for you to give; give only "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
        });
    }

    /** Where a person puts the script of a role, or names another command before the plan is started. */
    private static void addCommand(ObjectNode terminal) {
        if (terminal.path("cli").asText("").equals(SHELL)) {
            String role = NO_NAME.matcher(terminal.path("role").asText("").toLowerCase(Locale.ROOT))
                    .replaceAll("-");
            terminal.putArray("command").add("sh").add("agents/" + role + ".sh");
        }
    }
}
