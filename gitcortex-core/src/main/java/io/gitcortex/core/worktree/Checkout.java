package io.gitcortex.core.worktree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NONE = Pattern.compile("0+");

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

    /** The commits that HEAD has stood on, newest first, as its log tells (gitrepository-layout, {@code logs/HEAD}). */
    List<String> headLog(int limit) {
        List<String> lines =
                read("logs/HEAD", StandardCharsets.ISO_8859_1).lines().toList();
        List<String> hashes = new ArrayList<>();
        for (int i = lines.size() - 1; i >= 0 && hashes.size() < limit; i--) {
            String[] fields = lines.get(i).split(" ", 3);
            if (fields.length == 3) {
                addNew(fields[1], hashes);
                addNew(fields[0], hashes); // The oldest entry alone names what was before it.
            }
        }
        return hashes;
    }

    private static void addNew(String hash, List<String> hashes) {
        if (HASH.matcher(hash).matches() && !NONE.matcher(hash).matches() && !hashes.contains(hash)) {
            hashes.add(hash);
        }
    }

    /** Commits that hold what {@code --autostash} has set aside for an operation that has not come to its end. */
    List<String> setAside() {
        List<String> hashes = new ArrayList<>();
        for (String file : List.of("rebase-merge/autostash", "rebase-apply/autostash", "MERGE_AUTOSTASH")) {
            addNew(read(file).strip(), hashes);
        }
        return hashes;
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
        return read(name, StandardCharsets.UTF_8);
    }

    private String read(String name, Charset charset) {
        Path file = gitDirectory.resolve(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file, charset) : "";
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new RepositoryException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
