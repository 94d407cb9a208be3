package io.gitcortex.core.git;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A repository made and changed by the git program, with nothing of this machine's configuration. */
public final class TestRepository {
    private final Path directory;
    private final Path home;

    private TestRepository(Path directory, Path home) {
        this.directory = directory;
        this.home = home;
    }

    /** A repository with one commit on {@code main}, that holds {@code README}. */
    public static TestRepository create(Path directory) {
        TestRepository repository = empty(directory);
        repository.write("README", "hello\n").commit("First");
        return repository;
    }

    public static TestRepository empty(Path directory) {
        TestRepository repository = new TestRepository(directory, directory.resolveSibling("home"));
        makeDirectory(directory);
        makeDirectory(repository.home);
        repository.git("init", "-q", "-b", "main");
        return repository;
    }

    /** The same repository, seen from another directory: a linked worktree, a clone. */
    public TestRepository at(Path other) {
        return new TestRepository(other, home);
    }

    public Path directory() {
        return directory;
    }

    public String git(String... arguments) {
        return run(directory, command(arguments), true);
    }

    /** Whether it went well. */
    public boolean tryGit(String... arguments) {
        try {
            git(arguments);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static String[] command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return command.toArray(new String[0]);
    }

    private String run(Path where, String[] command, boolean mustSucceed) {
        try {
            Path output = Files.createTempFile(home, "git", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment()
                    .putAll(Map.of(
                            "HOME", home.toString(),
                            "GIT_CONFIG_NOSYSTEM", "1",
                            "GIT_AUTHOR_NAME", "Test",
                            "GIT_AUTHOR_EMAIL", "test@example.invalid",
                            "GIT_COMMITTER_NAME", "Test",
                            "GIT_COMMITTER_EMAIL", "test@example.invalid"));
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            Files.delete(output);
            if (mustSucceed && process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + text);
            }
            return text.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public TestRepository write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestRepository write(String name, byte[] bytes) {
        try {
            Path file = directory.resolve(name);
            makeDirectory(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestRepository delete(String name) {
        try {
            Files.delete(directory.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything, and returns the hash. */
    public String commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return head();
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
