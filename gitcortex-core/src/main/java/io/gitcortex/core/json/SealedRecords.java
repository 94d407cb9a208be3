package io.gitcortex.core.json;

import java.util.Map;
import java.util.TreeMap;

/** The records below a sealed interface, by the name of each in lower snake_case. */
final class SealedRecords {
    private SealedRecords() {}

    static Map<String, Class<? extends Record>> under(Class<?> root) {
        Map<String, Class<? extends Record>> found = new TreeMap<>();
        collect(root, found);
        return found;
    }

    private static void collect(Class<?> type, Map<String, Class<? extends Record>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, found);
            }
            return;
        }
        Class<?> other = found.put(Spelling.snake(type.getSimpleName()), type.asSubclass(Record.class));
        if (other != null) {
            throw new IllegalStateException(type + " and " + other + " have the same name in JSON");
        }
    }
}
