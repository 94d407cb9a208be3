package io.gitcortex.core.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong, and knows on which line each part of the plan stands. Not thread-safe. */
final class Problems {
    private final List<PlanProblem> found = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    /** Has problems at {@code path} and below told with {@code line}. */
    void locate(String path, int line) {
        lines.put(path, line);
    }

    /** Has no more problems told at {@code path} and below: what is wrong there has been said. */
    void settle(String path) {
        settled.add(path);
    }

    /** A problem with what stands at {@code path}. */
    void add(String path, String message) {
        addAt(path, lineOf(path), message);
    }

    /** A problem on a line of its own. */
    void addAt(String path, int line, String message) {
        for (String part = path; !part.isEmpty(); part = parent(part)) {
            if (settled.contains(part)) {
                return;
            }
        }
        found.add(new PlanProblem(path, line, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<PlanProblem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(PlanProblem::line)).toList();
    }

    private int lineOf(String path) {
        String part = path;
        while (!part.isEmpty() && !lines.containsKey(part)) {
            part = parent(part);
        }
        return lines.getOrDefault(part, 0);
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }
}
