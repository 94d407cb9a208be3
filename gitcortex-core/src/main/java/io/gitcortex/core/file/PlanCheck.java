package io.gitcortex.core.file;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what is wrong with a plan whose ids are filled in. Not thread-safe. */
final class PlanCheck {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_-]+)}");

    private static final String INSTRUCTION_FILE = "instruction_file";

    /** The dialect that runs the plan's own command. */
    private static final String SHELL = "shell";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final WorkflowPlan plan;
    private final Set<String> knownClis;
    private final Problems problems;
    private final Set<String> terminalIds = new HashSet<>();
    private final Map<String, Integer> taskPlaces = new LinkedHashMap<>();

    private PlanCheck(WorkflowPlan plan, Set<String> knownClis, Problems problems) {
        this.plan = plan;
        this.knownClis = knownClis;
        this.problems = problems;
    }

    static void check(WorkflowPlan plan, Set<String> knownClis, Problems problems) {
        new PlanCheck(plan, knownClis, problems).checkWorkflow();
    }

    private void checkWorkflow() {
        plan.cli().ifPresent(cli -> checkCli(cli, "cli"));
        plan.errorTerminal().ifPresent(terminal -> checkTerminal(terminal, "errorTerminal"));
        if (plan.tasks().isEmpty()) {
            problems.add("tasks", "'tasks' must name at least one task");
        }
        for (int i = 0; i < plan.tasks().size(); i++) {
            checkTask(plan.tasks().get(i), i);
        }
        for (int i = 0; i < plan.tasks().size(); i++) {
            checkDependencies(plan.tasks().get(i), path(i) + ".dependsOn");
        }
        checkCycles();
    }

    private void checkTask(TaskPlan task, int place) {
        String path = path(place);
        String id = id(task);
        checkId(id, GeneratedIds.TASK_LENGTH, path + ".id");
        if (taskPlaces.putIfAbsent(id, place) != null) {
            problems.add(path + ".id", "the id '" + id + "' is there twice; every task needs its own");
        }
        if (task.terminals().isEmpty()) {
            problems.add(path + ".terminals", "'terminals' of task '" + id + "' must name at least one terminal");
            return;
        }
        for (int i = 0; i < task.terminals().size(); i++) {
            checkTerminal(task.terminals().get(i), path + ".terminals[" + i + "]");
        }
        if (task.terminals().get(0).role().equals(TerminalPlan.REVIEWER)) {
            problems.add(
                    path + ".terminals[0].role",
                    "a reviewer cannot come first in task '" + id + "': there is nothing to review yet");
        }
    }

    private void checkTerminal(TerminalPlan terminal, String path) {
        String id = terminal.id().map(TerminalId::value).orElseThrow();
        checkId(id, GeneratedIds.TERMINAL_LENGTH, path + ".id");
        if (!terminalIds.add(id)) {
            problems.add(
                    path + ".id", "the id '" + id + "' is there twice; every terminal of a workflow needs its own");
        }
        Optional<String> cli = terminal.cli();
        if (cli.isEmpty()) {
            problems.add(path + ".cli", "terminal '" + id + "' has no 'cli', and the workflow has none for all");
        } else if (!cli.equals(plan.cli())) {
            checkCli(cli.get(), path + ".cli");
        }
        if (cli.filter(SHELL::equals).isPresent() && terminal.command().isEmpty()) {
            problems.add(
                    path + ".command", "terminal '" + id + "' needs a 'command': that is what the CLI 'shell' runs");
        }
        checkPlaceholders(terminal.command(), path + ".command");
        // The name alone is told: what stands here by mistake may be a secret.
        if (!terminal.passEnv().stream().allMatch(name -> VARIABLE.matcher(name).matches())) {
            problems.add(path + ".passEnv", "'passEnv' takes names of variables such as MY_TOKEN, never values");
        }
    }

    /** Other braces are the command's own; what is nearly ours would be passed on as it stands, and understood by nobody. */
    private void checkPlaceholders(List<String> command, String path) {
        for (int i = 0; i < command.size(); i++) {
            Matcher placeholder = PLACEHOLDER.matcher(command.get(i));
            while (placeholder.find()) {
                String name = placeholder.group(1);
                if (!name.equals(INSTRUCTION_FILE)
                        && NearMatch.of(name, List.of(INSTRUCTION_FILE)).isPresent()) {
                    problems.add(
                            path + "[" + i + "]",
                            "'{" + name + "}' stands for nothing; did you mean '{" + INSTRUCTION_FILE + "}'?");
                }
            }
        }
    }

    private void checkId(String id, int length, String path) {
        if (!GeneratedIds.isValid(id, length)) {
            problems.add(
                    path,
                    "the id '" + id + "' must be of a-z, 0-9 and '-', begin with a letter or digit, and have at most "
                            + length + " characters");
        }
    }

    private void checkCli(String cli, String path) {
        if (!knownClis.contains(cli)) {
            Optional<String> near = NearMatch.of(cli, new TreeSet<>(knownClis));
            String hint = near.map(name -> "did you mean '" + name + "'?")
                    .orElseGet(() -> "known: " + String.join(", ", new TreeSet<>(knownClis)));
            problems.add(path, "the CLI '" + cli + "' is not known; " + hint);
        }
    }

    private void checkDependencies(TaskPlan task, String path) {
        for (int i = 0; i < task.dependsOn().size(); i++) {
            String wanted = task.dependsOn().get(i).value();
            if (!taskPlaces.containsKey(wanted)) {
                problems.add(
                        path + "[" + i + "]",
                        "task '" + id(task) + "' depends on '" + wanted + "', which is no task" + hint(wanted));
            }
        }
    }

    /** People also write the name where the id is meant. */
    private String hint(String wanted) {
        return plan.tasks().stream()
                .filter(task -> task.name().equals(wanted))
                .findFirst()
                .map(task -> "; its id is '" + id(task) + "'")
                .orElseGet(() -> NearMatch.hint(wanted, taskPlaces.keySet()));
    }

    private void checkCycles() {
        Map<String, List<String>> dependencies = plan.tasks().stream()
                .collect(Collectors.toMap(
                        PlanCheck::id,
                        task -> task.dependsOn().stream().map(TaskId::value).toList(),
                        (first, second) -> first,
                        LinkedHashMap::new));
        for (List<String> cycle : DependencyCycles.in(dependencies)) {
            String first = cycle.get(0);
            problems.add(
                    path(taskPlaces.getOrDefault(first, 0)) + ".dependsOn",
                    "tasks wait for each other: " + String.join(" -> ", cycle) + " -> " + first);
        }
    }

    private static String path(int place) {
        return "tasks[" + place + "]";
    }

    private static String id(TaskPlan task) {
        return task.id().map(TaskId::value).orElseThrow();
    }
}
