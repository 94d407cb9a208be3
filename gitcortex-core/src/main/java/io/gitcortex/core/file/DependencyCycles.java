package io.gitcortex.core.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds tasks that wait for each other. Without recursion: a chain may be as long as the plan. Not thread-safe. */
final class DependencyCycles {
    private final Map<String, List<String>> dependencies;
    private final Set<String> done = new HashSet<>();
    private final List<List<String>> cycles = new ArrayList<>();

    private DependencyCycles(Map<String, List<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * The cycles among tasks, each along its dependencies.
     *
     * @param dependencies what each task waits for, in the plan's order
     */
    static List<List<String>> in(Map<String, List<String>> dependencies) {
        DependencyCycles search = new DependencyCycles(dependencies);
        dependencies.keySet().forEach(search::walkFrom);
        return search.cycles;
    }

    private void walkFrom(String start) {
        Set<String> path = new LinkedHashSet<>();
        Deque<Step> steps = new ArrayDeque<>();
        enter(start, path, steps);
        while (!steps.isEmpty()) {
            Step step = steps.element();
            if (step.ahead().hasNext()) {
                enter(step.ahead().next(), path, steps);
            } else {
                steps.remove();
                path.remove(step.task());
                done.add(step.task());
            }
        }
    }

    private void enter(String task, Set<String> path, Deque<Step> steps) {
        if (path.contains(task)) {
            cycles.add(path.stream().dropWhile(other -> !other.equals(task)).toList());
        } else if (!done.contains(task)) {
            path.add(task);
            steps.push(new Step(task, dependencies.getOrDefault(task, List.of()).iterator()));
        }
    }

    private record Step(String task, Iterator<String> ahead) {}
}
