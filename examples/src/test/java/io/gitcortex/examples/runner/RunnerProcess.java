package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The runner in a process of its own, for a person without a git identity. */
final class RunnerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Its bit in the masks of proc(5): signal 2. */
    private static final long SIGINT = 1 << 1;

    private final Process process;
    private final Path output;

    private RunnerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it, with an empty home in a directory that holds what it prints, too. */
    static RunnerProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /** The same, with more in its environment. */
    static RunnerProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        Path home = Files.createTempDirectory(directory, "home");
        Path output = home.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("XDG_"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1"));
        builder.environment().putAll(environment);
        return new RunnerProcess(builder.start(), output);
    }

    void awaitOutput(String text) {
        Awaitility.await(text).atMost(PATIENCE).until(() -> output().contains(text));
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** What Ctrl-C does. Fails where nobody can do that: a shell without job control starts what it leaves in the background so. */
    void interrupt() throws Exception {
        assertThat(ignoresInterrupts())
                .as("SIGINT is ignored by whatever these tests were started by; run them in the foreground")
                .isFalse();
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Inherited from who started it; proc(5), SigIgn. Where there is no {@code /proc}, nobody can tell. */
    private boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & SIGINT) != 0;
    }

    /** What cannot be caught. */
    void kill() throws Exception {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The runner did not end; it printed: " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
