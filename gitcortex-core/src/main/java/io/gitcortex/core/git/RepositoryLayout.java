package io.gitcortex.core.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Where the parts of a repository lie. Found as git finds them (gitrepository-layout), without asking the environment. */
record RepositoryLayout(Path commonDirectory, Optional<Path> mainWorktree) {
    private static final Set<String> KNOWN_EXTENSIONS =
            Set.of("noop", "preciousobjects", "worktreeconfig", "refstorage", "objectformat", "relativeworktrees");

    static RepositoryLayout find(Path directoryInside) {
        try {
            Path start = directoryInside.toRealPath();
            for (Path at = start; at != null; at = at.getParent()) {
                Optional<RepositoryLayout> found = at(at);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not look for a repository at " + directoryInside + ": " + e.getMessage(), e);
        }
        throw new RepositoryException(directoryInside + " is not inside a git repository: name a directory of one, or"
                + " make one with 'git init' and a first commit");
    }

    /**
     * What is checked out in a linked worktree.
     *
     * @param directoryInside any directory
     * @return the full name of a ref, or a hash; empty where the directory lies in no linked worktree
     */
    static Optional<String> linkedHead(Path directoryInside) {
        try {
            for (Path at = directoryInside.toRealPath(); at != null; at = at.getParent()) {
                Path dotGit = at.resolve(".git");
                if (Files.isRegularFile(dotGit)) {
                    String head =
                            Files.readString(linkedFrom(dotGit).resolve("HEAD")).strip();
                    return Optional.of(
                            head.startsWith("ref:")
                                    ? head.substring("ref:".length()).strip()
                                    : head);
                }
                if (isGitDirectory(dotGit)) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not read what is checked out at " + directoryInside + ": " + e.getMessage(), e);
        }
    }

    private static Optional<RepositoryLayout> at(Path directory) throws IOException {
        Path dotGit = directory.resolve(".git");
        if (Files.isRegularFile(dotGit)) {
            Path gitDirectory = linkedFrom(dotGit);
            Path common = common(gitDirectory);
            return Optional.of(of(common, gitDirectory.equals(common) ? directory : null));
        }
        if (isGitDirectory(dotGit)) {
            return Optional.of(of(common(dotGit.toRealPath()), null));
        }
        return isGitDirectory(directory) ? Optional.of(of(common(directory), null)) : Optional.empty();
    }

    private static Path linkedFrom(Path dotGitFile) throws IOException {
        String line = Files.readString(dotGitFile).strip();
        Path target = dotGitFile.resolveSibling(
                line.startsWith("gitdir:") ? line.substring("gitdir:".length()).strip() : "");
        if (!line.startsWith("gitdir:") || !isGitDirectory(target)) {
            throw new RepositoryException(dotGitFile + " does not lead to a git directory: repair it with 'git worktree"
                    + " repair', or name another directory");
        }
        return target.toRealPath();
    }

    private static boolean isGitDirectory(Path directory) {
        if (!Files.isRegularFile(directory.resolve("HEAD"))) {
            return false;
        }
        return Files.isRegularFile(directory.resolve("commondir"))
                || (Files.isDirectory(directory.resolve("objects")) && Files.isDirectory(directory.resolve("refs")));
    }

    private static Path common(Path gitDirectory) throws IOException {
        Path pointer = gitDirectory.resolve("commondir");
        return Files.isRegularFile(pointer)
                ? gitDirectory.resolve(Files.readString(pointer).strip()).toRealPath()
                : gitDirectory;
    }

    private static RepositoryLayout of(Path common, @Nullable Path linkedMainWorktree) throws IOException {
        QuietSystemReader.installFor(common);
        Config config = config(common);
        requireSupported(common, config);
        return new RepositoryLayout(common, mainWorktree(common, config, linkedMainWorktree));
    }

    private static Optional<Path> mainWorktree(Path common, Config config, @Nullable Path linked) throws IOException {
        boolean looksBare = linked == null && !common.endsWith(".git");
        String configured = config.getString("core", null, "worktree");
        if (config.getBoolean("core", "bare", looksBare && configured == null)) {
            return Optional.empty();
        }
        if (configured != null) {
            return Optional.of(common.resolve(configured).toRealPath());
        }
        if (looksBare) {
            throw new RepositoryException("The main checkout of " + common
                    + " cannot be found from here: name a directory of the main checkout");
        }
        return Optional.of(linked != null ? linked : common.resolveSibling("").toRealPath());
    }

    private static Config config(Path common) throws IOException {
        FileBasedConfig config = read(common.resolve("config"), null);
        return config.getBoolean("extensions", "worktreeConfig", false)
                ? read(common.resolve("config.worktree"), config)
                : config;
    }

    private static FileBasedConfig read(Path file, @Nullable Config parent) throws IOException {
        FileBasedConfig config = new FileBasedConfig(parent, file.toFile(), FS.DETECTED);
        try {
            config.load();
            return config;
        } catch (ConfigInvalidException e) {
            throw new RepositoryException(file + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private static void requireSupported(Path common, Config config) {
        if (!"sha1".equalsIgnoreCase(orElse(config.getString("extensions", null, "objectFormat"), "sha1"))) {
            throw unsupported(common, "its object format is not SHA-1");
        }
        if (config.getNames("extensions").stream().anyMatch("partialClone"::equalsIgnoreCase)
                || config.getSubsections("remote").stream()
                        .anyMatch(remote -> config.getBoolean("remote", remote, "promisor", false))) {
            throw unsupported(common, "it is a partial clone, whose objects git fetches when they are read");
        }
        for (String extension : config.getNames("extensions")) {
            if (!KNOWN_EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT))) {
                throw unsupported(common, "it uses the extension '" + extension + "'");
            }
        }
    }

    private static RepositoryException unsupported(Path common, String reason) {
        return new RepositoryException("The repository " + common + " is of a kind that is not supported: " + reason
                + ". Work in a full clone");
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
