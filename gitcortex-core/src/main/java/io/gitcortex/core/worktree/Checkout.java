package io.gitcortex.core.worktree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * A work tree of the repository, the main one or a linked one, and its own git directory.
 *
 * <p>Immutable; what it is asked, it reads anew.
 *
 * @param gitDirectory its own: the common directory for the main checkout
 * @param workTree where its files lie; the directory may be gone
 * @param commonDirectory of the repository
 */
record Checkout(Path gitDirectory, Path workTree, Path commonDirectory) {
    private static final String SYMBOLIC = "ref: ";

    GitPlace place() {
        GitPlace place = GitPlace.bare(gitDirectory).withWorkTree(workTree);
        return gitDirectory.equals(commonDirectory) ? place : place.withCommon(commonDirectory);
    }

    /** The full name of the branch that is checked out; empty where HEAD is detached. */
    Optional<String> headRef() {
        String head = read("HEAD");
        return head.startsWith(SYMBOLIC)
                ? Optional.of(head.substring(SYMBOLIC.length()).strip())
                : Optional.empty();
    }

    /** What in progress here names the branch, in words; empty if nothing does. */
    Optional<String> operationOn(String ref) {
        for (String rebase : List.of("rebase-merge", "rebase-apply")) {
            if (read(rebase + "/head-name").strip().equals(ref)
                    || read(rebase + "/update-refs").lines().anyMatch(ref::equals)) {
                return Optional.of("rebase");
            }
        }
        return RefNames.full(read("BISECT_START").strip()).equals(ref) ? Optional.of("bisect") : Optional.empty();
    }

    boolean has(String nameInGitDirectory) {
        return Files.exists(gitDirectory.resolve(nameInGitDirectory));
    }

    /** Changes with HEAD and with the index, also where the index is locked. */
    String situation() {
        return gitDirectory + " " + read("HEAD").strip() + " " + stamp("index") + " " + stamp("index.lock");
    }

    private String stamp(String name) {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(gitDirectory.resolve(name), BasicFileAttributes.class, NOFOLLOW_LINKS);
            return file.size() + "@" + file.lastModifiedTime();
        } catch (IOException e) {
            return "none";
        }
    }

    private String read(String name) {
        Path file = gitDirectory.resolve(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new RepositoryException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
