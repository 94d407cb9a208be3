package io.gitcortex.core.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a template may name. {@code goal} is a text, {@code asks[]} a list of texts, and {@code files[].path} a text in each
 * group of a list. Immutable once made.
 */
final class Variables {
    private final List<String> paths;
    private final Set<String> texts = new LinkedHashSet<>();
    private final Map<String, Variables> lists = new LinkedHashMap<>();

    private Variables(List<String> paths) {
        this.paths = List.copyOf(paths);
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (String path : paths) {
            int list = path.indexOf("[]");
            if (list < 0) {
                texts.add(path);
                continue;
            }
            List<String> inside = below.computeIfAbsent(path.substring(0, list), name -> new ArrayList<>());
            if (path.length() > list + 2) {
                inside.add(path.substring(list + 3));
            }
        }
        below.forEach((name, inside) -> lists.put(name, new Variables(inside)));
    }

    static Variables of(String... paths) {
        return new Variables(List.of(paths));
    }

    /** Every variable, as it was given. */
    List<String> paths() {
        return paths;
    }

    /** Every name, wherever it stands. */
    Set<String> names() {
        Set<String> names = new HashSet<>(texts);
        lists.forEach((name, inside) -> {
            names.add(name);
            names.addAll(inside.names());
        });
        return names;
    }

    /** A value for each variable: this text, and lists of one element. */
    Map<String, Object> filledWith(String text) {
        Map<String, Object> values = new HashMap<>();
        texts.forEach(name -> values.put(name, text));
        lists.forEach(
                (name, inside) -> values.put(name, List.of(inside.paths.isEmpty() ? text : inside.filledWith(text))));
        return values;
    }

    /** A value for each variable that is there and says nothing. */
    Map<String, Object> empty() {
        Map<String, Object> values = new HashMap<>();
        texts.forEach(name -> values.put(name, ""));
        lists.keySet().forEach(name -> values.put(name, List.of()));
        return values;
    }

    /** Whether the values are those that a template may count on, no fewer and no more. */
    boolean areGivenBy(Map<?, ?> values) {
        Set<String> wanted = new HashSet<>(texts);
        wanted.addAll(lists.keySet());
        return values.keySet().equals(wanted)
                && values.values().stream().noneMatch(value -> value == null)
                && lists.entrySet().stream()
                        .allMatch(list -> areGivenByEach(list.getValue(), values.get(list.getKey())));
    }

    private static boolean areGivenByEach(Variables inside, @Nullable Object elements) {
        return elements instanceof List<?> list
                && (inside.paths.isEmpty()
                        || list.stream().allMatch(element -> inside.areGivenBy((Map<?, ?>) element)));
    }
}
