package io.gitcortex.core.decide;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every prompt template, and what it may name. {@code docs/prompts.md} tells people the same. */
final class PromptCatalog {
    private static final String[] SEAT = {"workflow", "task", "terminal"};
    private static final String[] RESULT = {"hash", "message", "notes", "files[].path", "files[].changeType"};
    private static final String[] ISSUES = {"issues[].number", "issues[].line"};

    private static final Map<String, Variables> TEMPLATES = new LinkedHashMap<>();

    static {
        // For agents.
        add("start", order(), names("failure", "rework"), handoffs());
        add("review_request", order(), names("subject", "diffStat"), RESULT, ISSUES);
        add("fix_issues", order(), ISSUES);
        add("contract", SEAT, names("instruction", "branch", "helper", "review", "subject", "file", "example"));
        add("stall", SEAT, names("seconds", "helper", "review", "subject", "file"));
        // For a model.
        add("system", names("clis"));
        add(
                "wake",
                names("workflow", "name", "goal", "status"),
                names("tasks[].id", "tasks[].name", "tasks[].status", "tasks[].dependsOn"),
                names("tasks[].terminals[].id", "tasks[].terminals[].role", "tasks[].terminals[].cli"),
                names("tasks[].terminals[].status", "tasks[].terminals[].commit", "news[]", "open[]", "asks[]"));
        add("terminal_completion", SEAT, names("taskName", "role"), RESULT);
        add(
                "review_outcome",
                names("workflow", "task", "taskName", "reviewer", "reviewed", "passed", "hash", "message", "notes"),
                ISSUES);
        add("failure", names("what", "hash", "reason"));
        add("refused", names("refusals[]"));
        add("plan", names("goal", "clis"));
        add("plan_refused", names("refusals[]"));
    }

    private PromptCatalog() {}

    static Set<String> names() {
        return TEMPLATES.keySet();
    }

    /** What a template may name. */
    static Variables variables(String template) {
        Variables variables = TEMPLATES.get(template);
        if (variables == null) {
            throw new IllegalArgumentException("There is no prompt template '" + template + "'");
        }
        return variables;
    }

    private static String[] order() {
        return names("taskName", "workflowName", "goal", "role", "text", "again", "contract");
    }

    private static String[] handoffs() {
        return names(
                "handoffs[].terminal",
                "handoffs[].hash",
                "handoffs[].message",
                "handoffs[].notes",
                "handoffs[].files[].path",
                "handoffs[].files[].changeType");
    }

    private static String[] names(String... names) {
        return names;
    }

    private static void add(String template, String[]... parts) {
        List<String> all = Arrays.stream(parts).flatMap(Arrays::stream).toList();
        TEMPLATES.put(template, Variables.of(all.toArray(String[]::new)));
    }
}
