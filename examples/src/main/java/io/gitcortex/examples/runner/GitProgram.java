package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The git program, for what the runner shows and for the demo's repository. What the repository's own configuration could
 * have it run is switched off.
 */
public final class GitProgram {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final List<String> HARMLESS = List.of(
            "--no-pager",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "log.showSignature=false",
            "-c",
            "commit.gpgSign=false");

    private GitProgram() {}

    /**
     * Runs git.
     *
     * @param directory where
     * @param arguments what
     * @return what it printed
     * @throws GitCortexException if it fails, or is not done within a minute; the message ends with what it printed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static String run(Path directory, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(HARMLESS);
        command.addAll(List.of(arguments));
        String name = "git " + String.join(" ", arguments) + " in " + directory;
        Process process = start(directory, command);
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
            String text = output.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new GitCortexException(name + " failed: " + text.strip());
            }
            return text;
        } catch (TimeoutException e) {
            throw new GitCortexException(name + " was not done within " + DEADLINE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new GitCortexException(name + ": its output could not be read", e.getCause());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Path directory, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        // GIT_DIR and its kin, set by a hook that called us, would lead git elsewhere.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new GitCortexException(
                    "git could not be started: " + e.getMessage() + ". Install git 2.38 or newer.", e);
        }
    }

    private static String outputOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
