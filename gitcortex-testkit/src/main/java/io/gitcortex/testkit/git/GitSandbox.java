package io.gitcortex.testkit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scratch repository for tests, worked on by the real git program in a clean environment: neither the user's nor the
 * system's configuration is read, the home directory is empty, and commits are made by {@code Sandbox Agent}, whose
 * identity is in the repository's own configuration. It begins on the branch {@code main} with one empty commit.
 *
 * <p>One instance is one worktree; {@link #worktree} adds more. Every call blocks until its program has ended, for a minute
 * at most; {@link GitSandboxException} tells what did not work.
 *
 * <p>Thread-safe, as far as git is.
 */
public final class GitSandbox implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Path root;
    private final Path directory;
    private final Map<String, String> environment;
    private final CommandRunner runner;
    private final boolean deletedOnClose;

    private GitSandbox(Path root, Path directory, boolean deletedOnClose) {
        this.root = root;
        this.directory = directory;
        this.deletedOnClose = deletedOnClose;
        this.runner = new CommandRunner(root.resolve("home"), DEADLINE);
        this.environment = Map.copyOf(cleanEnvironment(root.resolve("home")));
    }

    /**
     * Makes a repository in a new temporary directory, which {@link #close} deletes.
     *
     * @return the main worktree
     */
    public static GitSandbox create() {
        try {
            return create(Files.createTempDirectory("gitcortex-sandbox"), true);
        } catch (IOException e) {
            throw new GitSandboxException("Cannot make a temporary directory: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a repository in a directory of the caller's, for example one that JUnit deletes; {@link #close} leaves it.
     *
     * @param root an empty directory; the repository is {@code root/repository}, worktrees lie beside it
     * @return the main worktree
     */
    public static GitSandbox in(Path root) {
        return create(root, false);
    }

    private static GitSandbox create(Path root, boolean deletedOnClose) {
        GitSandbox sandbox = new GitSandbox(root, root.resolve("repository"), deletedOnClose);
        try {
            Files.createDirectories(root.resolve("home"));
            Files.createDirectories(sandbox.directory);
        } catch (IOException e) {
            throw new GitSandboxException("Cannot make directories in " + root + ": " + e.getMessage(), e);
        }
        sandbox.git("init", "--quiet", "--initial-branch=main");
        sandbox.identify();
        sandbox.git("commit", "--quiet", "--allow-empty", "--message=Begin");
        return sandbox;
    }

    private void identify() {
        Path config = directory.resolve(".git/config");
        try {
            Files.writeString(
                    config,
                    "[user]\n\tname = Sandbox Agent\n\temail = agent@sandbox.example\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new GitSandboxException("Cannot write " + config + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> cleanEnvironment(Path home) {
        Map<String, String> clean = new TreeMap<>();
        for (String name : List.of("PATH", "TMPDIR", "SystemRoot", "TEMP")) {
            String value = System.getenv(name);
            if (value != null) {
                clean.put(name, value);
            }
        }
        clean.put("HOME", home.toString());
        clean.put("LC_ALL", "C");
        clean.put("GIT_CONFIG_NOSYSTEM", "1");
        clean.put("GIT_CONFIG_GLOBAL", home.resolve("no-gitconfig").toString());
        clean.put("GIT_TERMINAL_PROMPT", "0");
        return clean;
    }

    /**
     * Where this worktree is.
     *
     * @return its top directory
     */
    public Path directory() {
        return directory;
    }

    /**
     * The environment that programs get here, for those who start one themselves.
     *
     * @return an unmodifiable map of all its variables
     */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * Writes a file; directories are made as needed, what was there is replaced.
     *
     * @param file its path in this worktree, with {@code /} between the parts
     * @param content all of its text
     * @return this sandbox
     */
    public GitSandbox write(String file, String content) {
        Path path = directory.resolve(file);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new GitSandboxException("Cannot write " + path + ": " + e.getMessage(), e);
        }
        return this;
    }

    /**
     * Commits everything in this worktree, or an empty commit if nothing has changed.
     *
     * @param message the message, of which not a byte is changed
     * @return the hash of the commit
     */
    public String commit(String message) {
        git("add", "--all");
        must(
                List.of(
                        "git",
                        "commit",
                        "--quiet",
                        "--allow-empty",
                        "--allow-empty-message",
                        "--cleanup=verbatim",
                        "-F",
                        "-"),
                message);
        return hash("HEAD");
    }

    /**
     * Makes a branch at the tip of this worktree, without checking it out.
     *
     * @param name the branch, without {@code refs/heads/}
     * @return this sandbox
     */
    public GitSandbox branch(String name) {
        git("branch", "--", name);
        return this;
    }

    /**
     * Checks a branch out in this worktree.
     *
     * @param name a branch that there is
     * @return this sandbox
     */
    public GitSandbox checkout(String name) {
        git("checkout", "--quiet", name, "--");
        return this;
    }

    /**
     * Adds a linked worktree on a new branch that begins at the tip of this one.
     *
     * @param name its directory, beside the repository
     * @param branch the new branch
     * @return the new worktree; closing it does nothing, the main one closes all
     */
    public GitSandbox worktree(String name, String branch) {
        Path path = root.resolve(name);
        git("worktree", "add", "--quiet", "-b", branch, path.toString());
        return new GitSandbox(root, path, false);
    }

    /**
     * The full hash of a revision.
     *
     * @param revision any that names a commit, for example {@code HEAD}
     * @return 40 hexadecimal digits
     */
    public String hash(String revision) {
        return git("rev-parse", "--verify", revision + "^{commit}").strip();
    }

    /**
     * The message of a commit.
     *
     * @param revision any that names a commit
     * @return the message, whole
     */
    public String message(String revision) {
        return log("-1", revision).get(0).message();
    }

    /**
     * Commits, newest first.
     *
     * @param arguments what {@code git log} takes: revisions, limits, an order
     * @return all that it shows
     */
    public List<LoggedCommit> log(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "log", "-z", "--format=%H%n%B"));
        command.addAll(List.of(arguments));
        List<LoggedCommit> commits = new ArrayList<>();
        String shown = must(command, "");
        for (int from = 0; from < shown.length(); ) {
            int end = shown.indexOf('\0', from);
            String commit = shown.substring(from, end < 0 ? shown.length() : end);
            int line = commit.indexOf('\n');
            commits.add(new LoggedCommit(commit.substring(0, line), commit.substring(line + 1)));
            from += commit.length() + 1;
        }
        return commits;
    }

    /**
     * Runs git here, which must succeed.
     *
     * @param arguments what follows {@code git}
     * @return its standard output
     * @throws GitSandboxException if it fails; the message holds what it said
     */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return must(command, "");
    }

    /**
     * Runs any program here, and leaves it to the caller to judge how it ended.
     *
     * @param command the program and its arguments
     * @param more variables to add to {@link #environment}
     * @return what it left behind
     */
    public CommandResult run(List<String> command, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return runner.run(command, directory, all, "");
    }

    /** Deletes what {@link #create} has made; else does nothing. Idempotent. */
    @Override
    public void close() {
        if (deletedOnClose && Files.exists(root)) {
            CommandRunner.delete(root);
        }
    }

    @Override
    public String toString() {
        return "GitSandbox[" + directory + "]";
    }

    private String must(List<String> command, String input) {
        CommandResult result = runner.run(command, directory, environment, input);
        if (!result.isSuccess()) {
            throw new GitSandboxException(command + " ended with " + result.exitCode() + " in " + directory + ": "
                    + result.error() + result.output());
        }
        return result.output();
    }
}
