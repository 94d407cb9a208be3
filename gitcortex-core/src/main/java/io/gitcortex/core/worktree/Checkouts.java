package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All work trees of a repository, as the repository itself knows them ({@code gitrepository-layout}, {@code worktrees/}).
 *
 * <p>Thread-safe.
 */
final class Checkouts {
    private final GitRepository repository;

    Checkouts(GitRepository repository) {
        this.repository = repository;
    }

    /** Read anew each time. */
    List<Checkout> all() {
        Path common = repository.commonDirectory();
        List<Checkout> found = new ArrayList<>();
        repository.mainWorktree().ifPresent(main -> found.add(new Checkout(common, main, common)));
        Path linked = common.resolve("worktrees");
        if (!Files.isDirectory(linked)) {
            return found;
        }
        try (Stream<Path> children = Files.list(linked)) {
            children.sorted().forEach(child -> linked(child, common).ifPresent(found::add));
            return found;
        } catch (IOException e) {
            throw new RepositoryException("The worktrees of " + common + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Checkout> linked(Path gitDirectory, Path common) {
        Path pointer = gitDirectory.resolve("gitdir");
        try {
            if (!Files.isRegularFile(pointer)) {
                return Optional.empty();
            }
            // The path of the worktree's .git file; relative to here where git was told so.
            Path dotGit =
                    gitDirectory.resolve(Files.readString(pointer).strip()).normalize();
            Path workTree = dotGit.getParent();
            return workTree == null ? Optional.empty() : Optional.of(new Checkout(gitDirectory, workTree, common));
        } catch (IOException e) {
            // Pruned between the listing and the reading.
            return Optional.empty();
        }
    }

    Optional<Checkout> at(Path workTree) {
        return all().stream()
                .filter(checkout -> checkout.workTree().equals(workTree))
                .findFirst();
    }
}
