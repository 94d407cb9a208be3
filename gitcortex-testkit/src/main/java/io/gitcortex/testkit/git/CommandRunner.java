package io.gitcortex.testkit.git;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end in an environment that holds what it is given and nothing else. Input and output go through
 * files, so that no thread is needed and no full pipe can stop the program.
 */
final class CommandRunner {
    private final Path scratch;
    private final Duration deadline;

    CommandRunner(Path scratch, Duration deadline) {
        this.scratch = scratch;
        this.deadline = deadline;
    }

    CommandResult run(List<String> command, Path directory, Map<String, String> environment, String input) {
        try {
            Path in = Files.createTempFile(scratch, "in", "");
            Path out = Files.createTempFile(scratch, "out", "");
            Path err = Files.createTempFile(scratch, "err", "");
            try {
                Files.writeString(in, input);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().clear();
                builder.environment().putAll(environment);
                int exitCode = await(builder.start(), command);
                return new CommandResult(exitCode, text(out), text(err));
            } finally {
                for (Path file : List.of(in, out, err)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new GitSandboxException("Cannot run " + command + " in " + directory + ": " + e.getMessage(), e);
        }
    }

    private int await(Process process, List<String> command) {
        try {
            if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitSandboxException("Interrupted while waiting for " + command, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        throw new GitSandboxException(command + " did not end within " + deadline);
    }

    /** Lenient where {@code Files.readString} is not: git may well print bytes that are no UTF-8. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Deletes a directory with all that is in it; what cannot be deleted is left, and told. */
    static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            List<File> deepestFirst =
                    paths.map(Path::toFile).sorted(Comparator.reverseOrder()).toList();
            for (File file : deepestFirst) {
                Files.delete(file.toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }
}
