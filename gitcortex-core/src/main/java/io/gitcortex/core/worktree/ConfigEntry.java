package io.gitcortex.core.worktree;

import java.util.ArrayList;
import java.util.List;

/**
 * One setting, as {@code git config --list --show-scope -z} gives it.
 *
 * @param scope system, global, local, worktree, command
 * @param key with section and variable in lower case
 * @param value empty for a key without one
 */
record ConfigEntry(String scope, String key, String value) {
    static List<ConfigEntry> parse(GitOutput output) {
        List<ConfigEntry> entries = new ArrayList<>();
        String[] parts = output.raw().split("\0", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            String[] pair = parts[i + 1].split("\n", 2);
            entries.add(new ConfigEntry(
                    parts[i], GitOutput.text(pair[0]), pair.length == 2 ? GitOutput.text(pair[1]) : ""));
        }
        return entries;
    }

    boolean isOfTheRepository() {
        return scope.equals("local") || scope.equals("worktree");
    }
}
