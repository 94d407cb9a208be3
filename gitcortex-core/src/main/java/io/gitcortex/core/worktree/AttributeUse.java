package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which drivers attributes ask for ({@code gitattributes}): those of a revision's tree, and those of the repository's
 * own attribute files. Any mention counts, whichever files it is for.
 *
 * <p>Thread-safe.
 */
final class AttributeUse {
    private static final int FILE_BYTES = 1 << 20;

    private final GitRepository repository;
    private final GitCalls calls;

    AttributeUse(GitRepository repository, GitCalls calls) {
        this.repository = repository;
        this.calls = calls;
    }

    /** As {@code filter.<name>} and {@code merge.<name>}. */
    Set<String> selected(String revision) throws InterruptedException {
        Set<String> drivers = new TreeSet<>();
        List<ConfigEntry> configuration = calls.configuration(calls.common());
        for (ConfigEntry entry : configuration) {
            if (entry.key().equals("merge.default")) {
                drivers.add("merge." + entry.value());
            } else if (entry.key().equals("core.attributesfile")) {
                addFile(drivers, calls.common().directory().resolve(withoutTilde(entry.value())));
            }
        }
        addFile(drivers, Path.of(System.getProperty("user.home"), ".config", "git", "attributes"));
        addFile(drivers, repository.commonDirectory().resolve("info/attributes"));
        addTree(drivers, revision);
        return drivers;
    }

    private static Path withoutTilde(String path) {
        return path.startsWith("~/") ? Path.of(System.getProperty("user.home"), path.substring(2)) : Path.of(path);
    }

    private void addTree(Set<String> drivers, String revision) throws InterruptedException {
        GitOutput tree = calls.ask(GitCall.of(calls.common(), "ls-tree", "-r", "-z", "--full-tree", revision));
        for (String entry : tree.parts()) {
            // "<mode> blob <hash>\t<path>"
            String path = entry.substring(entry.indexOf('\t') + 1);
            String[] fields = entry.substring(0, entry.indexOf('\t')).split(" ", -1);
            if (path.equals(".gitattributes") || path.endsWith("/.gitattributes")) {
                add(
                        drivers,
                        calls.read(GitCall.of(calls.common(), "cat-file", "blob", fields[2]))
                                .raw());
            }
        }
    }

    private static void addFile(Set<String> drivers, Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= FILE_BYTES) {
                add(drivers, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new RepositoryException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void add(Set<String> drivers, String text) {
        for (String word : text.split("\\s+", -1)) {
            if (word.startsWith("filter=") || word.startsWith("merge=")) {
                drivers.add(GitOutput.text(word).replaceFirst("=", "."));
            }
        }
    }
}
