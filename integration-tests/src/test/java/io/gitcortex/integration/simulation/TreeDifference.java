package io.gitcortex.integration.simulation;

import io.gitcortex.model.ChangeType;
import io.gitcortex.model.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies between two trees. A file that was moved unchanged is a rename. */
record TreeDifference(Map<String, String> before, Map<String, String> after) {
    static TreeDifference between(Map<String, String> before, Map<String, String> after) {
        return new TreeDifference(before, after);
    }

    List<FileChange> changes() {
        List<FileChange> changes = new ArrayList<>();
        Map<String, String> gone = new TreeMap<>(before);
        gone.keySet().removeAll(after.keySet());
        for (Map.Entry<String, String> file : after.entrySet()) {
            String old = before.get(file.getKey());
            if (old != null && !old.equals(file.getValue())) {
                changes.add(FileChange.of(file.getKey(), ChangeType.MODIFIED));
            } else if (old == null) {
                boolean moved = gone.values().remove(file.getValue());
                changes.add(FileChange.of(file.getKey(), moved ? ChangeType.RENAMED : ChangeType.ADDED));
            }
        }
        gone.keySet().forEach(path -> changes.add(FileChange.of(path, ChangeType.DELETED)));
        return changes;
    }

    String stat(int maxChars) {
        StringBuilder text = new StringBuilder();
        List<FileChange> changes = changes();
        for (int i = 0; i < changes.size(); i++) {
            String path = changes.get(i).path();
            String line = path + " | " + lines(before.get(path), after.get(path)) + " lines\n";
            String rest = "... and " + (changes.size() - i) + " more files\n";
            boolean last = i == changes.size() - 1;
            if (text.length() + line.length() + (last ? 0 : rest.length()) > maxChars) {
                return text.append(rest).toString();
            }
            text.append(line);
        }
        return text.toString();
    }

    private static String lines(String old, String now) {
        long gone = old == null ? 0 : old.lines().count();
        long come = now == null ? 0 : now.lines().count();
        boolean grown = old != null && now != null && now.startsWith(old);
        return grown ? "+" + (come - gone) + " -0" : "+" + come + " -" + gone;
    }
}
