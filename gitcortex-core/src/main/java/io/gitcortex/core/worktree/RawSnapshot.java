package io.gitcortex.core.worktree;

import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Writes what lies in a directory as a tree of the repository, byte for byte: no filter, no line endings changed. It does so
 * from a git directory of its own, whose attributes stand above all that lie in the worktree, and which has an index of
 * its own.
 *
 * <p>Not thread-safe; closed, it leaves nothing but objects.
 */
final class RawSnapshot implements AutoCloseable {
    private static final String ATTRIBUTES = "* -text -filter -ident !eol !working-tree-encoding\n";
    // How this file system is, as git found out when it made the repository.
    private static final Set<String> FILE_SYSTEM_KEYS =
            Set.of("core.filemode", "core.symlinks", "core.ignorecase", "core.precomposeunicode", "core.longpaths");

    private static final String GITLINK = "160000 ";

    private final GitCalls calls;
    private final Path gitDirectory;
    private final GitPlace place;

    private RawSnapshot(GitCalls calls, Path gitDirectory, GitPlace place) {
        this.calls = calls;
        this.gitDirectory = gitDirectory;
        this.place = place;
    }

    /** Of a work tree, that begins as the tree of {@code commit} has it. */
    static RawSnapshot open(GitCalls calls, Path room, Path workTree, String commit) throws InterruptedException {
        Path common = calls.common().directory();
        try {
            Files.createDirectories(room.resolve("objects"));
            Files.createDirectories(room.resolve("refs"));
            Files.createDirectories(room.resolve("info"));
            Files.writeString(room.resolve("HEAD"), "ref: refs/heads/none\n");
            Files.writeString(room.resolve("info/attributes"), ATTRIBUTES);
            Files.writeString(room.resolve("config"), config(calls.configuration(calls.common())));
        } catch (IOException e) {
            throw new RepositoryException("Could not write into " + room + ": " + e.getMessage(), e);
        }
        GitPlace place = GitPlace.bare(room).withWorkTree(workTree).withObjects(common.resolve("objects"));
        RawSnapshot snapshot = new RawSnapshot(calls, room, place);
        calls.change(GitCall.of(place, "read-tree", commit));
        return snapshot;
    }

    private static String config(List<ConfigEntry> repository) {
        StringBuilder text = new StringBuilder("[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
        for (ConfigEntry entry : repository) {
            boolean known = FILE_SYSTEM_KEYS.contains(entry.key());
            if (known && (entry.value().equals("true") || entry.value().equals("false"))) {
                text.append('\t').append(entry.key().substring("core.".length()));
                text.append(" = ").append(entry.value()).append('\n');
            }
        }
        return text.toString();
    }

    /** Takes these paths as they are on the disk now: new, changed, or gone. */
    void take(List<String> rawPaths) throws InterruptedException {
        StringBuilder input = new StringBuilder();
        rawPaths.forEach(path -> input.append(path).append('\0'));
        calls.change(GitCall.of(place, "update-index", "-z", "--add", "--remove", "--replace", "--stdin")
                .withInput(input.toString())
                .checkingOut());
    }

    /** Takes everything that is not ignored. */
    void takeAll() throws InterruptedException {
        calls.change(GitCall.of(place, "add", "--all", "--", ".").checkingOut());
    }

    /** Directories that it holds as a mere pointer to a commit, in the raw form of paths. */
    List<String> pointers() throws InterruptedException {
        return calls.read(GitCall.of(place, "ls-files", "--stage", "-z")).parts().stream()
                .filter(entry -> entry.startsWith(GITLINK))
                .map(entry -> entry.substring(entry.indexOf('\t') + 1))
                .toList();
    }

    String tree() throws InterruptedException {
        return calls.change(GitCall.of(place, "write-tree")).line();
    }

    @Override
    public void close() {
        try {
            DirectoryTree.delete(gitDirectory);
        } catch (IOException e) {
            throw new RepositoryException("Could not remove " + gitDirectory + ": " + e.getMessage(), e);
        }
    }
}
