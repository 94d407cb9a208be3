package io.gitcortex.core.worktree;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code git status --porcelain=v2 -z} reports: names of one character for each byte.
 *
 * @param files changed, staged, in conflict, or untracked
 * @param gone those of them that are tracked and no longer there
 * @param present those of them that are there, or in conflict; what is gone and staged as such is in neither list
 * @param repositories untracked repositories inside the worktree, which git does not look into
 */
record DirtyPaths(List<String> files, List<String> gone, List<String> present, List<String> repositories) {
    /** Where an entry of a tracked file, {@code 1 XY ...}, says what has become of the file itself. */
    private static final int GONE = 3;
    /** And where, of its entry in the index. */
    private static final int STAGED = 2;

    DirtyPaths {
        files = List.copyOf(files);
        gone = List.copyOf(gone);
        present = List.copyOf(present);
        repositories = List.copyOf(repositories);
    }

    static GitCall call(GitPlace place) {
        // Submodules are not entered: their own configuration could run anything.
        return GitCall.of(
                        place,
                        "status",
                        "--porcelain=v2",
                        "-z",
                        "--untracked-files=all",
                        "--no-renames",
                        "--ignore-submodules=dirty")
                .checkingOut();
    }

    static DirtyPaths parse(GitOutput status) {
        List<String> files = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> present = new ArrayList<>();
        List<String> repositories = new ArrayList<>();
        for (String entry : status.parts()) {
            String path = path(entry);
            if (path.endsWith("/")) {
                repositories.add(path);
            } else if (!path.isEmpty() && !ReportFile.isAt(path)) {
                files.add(path);
                boolean tracked = entry.startsWith("1 ");
                if (tracked && entry.charAt(GONE) == 'D') {
                    gone.add(path);
                } else if (!tracked || entry.charAt(STAGED) != 'D') {
                    present.add(path);
                }
            }
        }
        return new DirtyPaths(files, gone, present, repositories);
    }

    /** The path is what follows a fixed number of fields, which depends on the kind of the entry. */
    private static String path(String entry) {
        int fields = switch (entry.charAt(0)) {
            case '1' -> 9;
            case 'u' -> 11;
            case '?' -> 2;
            default -> 0;
        };
        String[] parts = entry.split(" ", Math.max(1, fields));
        return fields > 0 && parts.length == fields ? parts[fields - 1] : "";
    }
}
