package io.gitcortex.integration.crash;

import io.gitcortex.integration.FreshJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The runner in a process of its own, as {@code ./gitcortex} starts it. */
final class RunnerProcess implements AutoCloseable {
    /** The program behind {@code ./gitcortex}. */
    static final Program RUNNER = new Program("io.gitcortex.examples.runner.Runner", List.of(), Map.of());

    /** The exit code of a process that was ended by SIGKILL. */
    static final int KILLED = 128 + 9;

    private final Process process;
    private final Path output;

    private RunnerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * What is run.
     *
     * @param main its class
     * @param first arguments that come before the runner's own
     * @param environment what it finds there besides what this process has
     */
    record Program(String main, List<String> first, Map<String, String> environment) {
        Program in(Map<String, String> surroundings) {
            return new Program(main, first, surroundings);
        }
    }

    static RunnerProcess start(Path parent, String... arguments) throws IOException {
        return start(parent, RUNNER, List.of(arguments));
    }

    static RunnerProcess start(Path parent, Program program, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(program.first());
        all.addAll(arguments);
        Path output = Files.createTempFile(parent, "runner", ".out");
        ProcessBuilder builder = new ProcessBuilder(FreshJvm.running(program.main(), all))
                .directory(parent.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(program.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new RunnerProcess(process, output);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing is tidied up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it ends by itself, or the time is over. */
    void awaitEnd(Duration time) throws InterruptedException {
        boolean unused = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The runner did not end within " + timeout + ": " + output());
        }
        return process.exitValue();
    }

    /** Whether it has printed anything. */
    boolean hasSpoken() {
        return output.toFile().length() > 0;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
