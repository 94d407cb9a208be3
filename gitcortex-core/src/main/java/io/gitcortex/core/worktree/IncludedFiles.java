package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what {@code .worktreeinclude} in the root of the main checkout names into a new worktree: files that git does not
 * track and that programs need, such as {@code .env}. The file is written as {@code gitignore(5)} says. Only files that git
 * ignores are copied, in the main checkout and in the worktree alike: whatever else came there would be committed by the
 * next {@code git add}. No link is followed, and no file is replaced.
 *
 * <p>Thread-safe.
 */
final class IncludedFiles {
    static final String NAME = ".worktreeinclude";
    static final int MAX_FILES = 10_000;
    static final long MAX_BYTES = 256L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(IncludedFiles.class);
    private static final String HERE = "./";
    /** As git-check-ignore(1) says. */
    private static final int NONE_IGNORED = 1;

    private static final String OURS = ".gitcortex/";

    private final Path root;
    private final GitPlace main;
    private final GitCalls calls;
    private final Checkouts checkouts;

    private IncludedFiles(Path root, GitRepository repository, GitCalls calls) {
        this.root = root;
        this.main = GitPlace.bare(repository.commonDirectory()).withWorkTree(root);
        this.calls = calls;
        this.checkouts = new Checkouts(repository);
    }

    /** Empty for a bare repository, which has no files that are ignored. */
    static Optional<IncludedFiles> of(GitRepository repository, GitCalls calls) {
        return repository.mainWorktree().map(root -> new IncludedFiles(root, repository, calls));
    }

    /** Copies them; nothing where there is no such file. */
    void copyInto(Path worktree) throws InterruptedException {
        Path patterns = root.resolve(NAME);
        Optional<Checkout> checkout = checkouts.at(worktree);
        if (!Files.isRegularFile(patterns, LinkOption.NOFOLLOW_LINKS) || checkout.isEmpty()) {
            return;
        }
        List<String> named = ignored(main, matching(patterns));
        List<String> safe = named.stream().filter(raw -> isSafe(raw, worktree)).toList();
        List<String> ignored = ignored(checkout.get().place(), safe);
        named.stream().filter(Predicate.not(new HashSet<>(ignored)::contains)).forEach(raw -> skipped(raw, worktree));
        long bytes = 0;
        for (String raw : ignored) {
            bytes += size(Path.of(GitOutput.text(raw)));
            if (bytes > MAX_BYTES) {
                throw tooMuch((MAX_BYTES >> 20) + " MiB");
            }
        }
        ignored.forEach(raw -> copy(Path.of(GitOutput.text(raw)), worktree));
        LOG.info("{} files that {} names were copied into {}", ignored.size(), NAME, worktree);
    }

    private static void skipped(String raw, Path worktree) {
        LOG.warn(
                "'{}', which {} names, is not copied into {}: it is a link, or is there already, or would not be ignored",
                GitOutput.text(raw),
                NAME,
                worktree);
    }

    /** Whether it is a plain file here, and nothing there is in its way. */
    private boolean isSafe(String raw, Path worktree) {
        try {
            Path relative = Path.of(GitOutput.text(raw));
            return Files.isRegularFile(root.resolve(relative), LinkOption.NOFOLLOW_LINKS)
                    && leadsNowhereElse(root, relative)
                    && leadsNowhereElse(worktree, relative)
                    && !Files.exists(worktree.resolve(relative), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false; // This system cannot name it.
        }
    }

    /** Untracked files that the patterns name; repositories inside end with a slash. */
    private List<String> matching(Path patterns) throws InterruptedException {
        GitCall list = GitCall.of(main, "ls-files", "-z", "--others", "--ignored", "--exclude-from=" + patterns)
                .checkingOut();
        List<String> found = calls.read(list).parts().stream()
                .filter(Predicate.not(name -> name.endsWith("/") || name.startsWith(OURS)))
                .toList();
        if (found.size() > MAX_FILES) {
            throw tooMuch(MAX_FILES + " files");
        }
        return found;
    }

    private RepositoryException tooMuch(String limit) {
        return new RepositoryException(root.resolve(NAME) + " names more than " + limit
                + ", and every new worktree would get a copy: name less there, or have the task's setup make it");
    }

    /** Which of these git ignores there: neither tracked nor open to be added. */
    private List<String> ignored(GitPlace place, List<String> names) throws InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        // A name may begin with a colon, which would mean something else.
        String input = names.stream().map(name -> HERE + name + "\0").collect(Collectors.joining());
        GitCall check = GitCall.of(place.withoutLiteralPathspecs(), "check-ignore", "-z", "--stdin")
                .withInput(input)
                .checkingOut();
        GitOutput output = calls.ask(check);
        if (output.exit() == NONE_IGNORED) {
            return List.of();
        }
        if (!output.succeeded()) {
            throw new RepositoryException("What " + root.resolve(NAME) + " names cannot be looked up in "
                    + place.directory() + ": " + output.errors());
        }
        return output.parts().stream()
                .map(name -> name.substring(HERE.length()))
                .toList();
    }

    /** Whether every directory on the way is one, or is not there yet. */
    private static boolean leadsNowhereElse(Path from, Path relative) {
        Path way = from;
        for (Path step : relative) {
            boolean isDirectory = Files.isDirectory(way, LinkOption.NOFOLLOW_LINKS);
            if (!isDirectory && Files.exists(way, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            way = way.resolve(step);
        }
        return true;
    }

    private long size(Path relative) {
        try {
            return Files.size(root.resolve(relative));
        } catch (NoSuchFileException e) {
            return 0; // Of those who come and go: an editor's, a log's.
        } catch (IOException e) {
            throw failed(relative, e);
        }
    }

    private void copy(Path relative, Path worktree) {
        Path target = worktree.resolve(relative);
        try {
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(root.resolve(relative), target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            LOG.info("{}, which {} names, is gone", root.resolve(relative), NAME);
        } catch (IOException e) {
            throw failed(relative, e);
        }
    }

    private RepositoryException failed(Path relative, IOException e) {
        return new RepositoryException(
                root.resolve(relative) + ", which " + root.resolve(NAME) + " names, cannot be copied: "
                        + e.getMessage(),
                e);
    }
}
