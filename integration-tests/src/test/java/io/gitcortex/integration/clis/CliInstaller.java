package io.gitcortex.integration.clis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Installs coding CLIs with npm, each in a directory of its own, once: what is there is taken as it is. */
public final class CliInstaller {
    /** Half a gigabyte, over a slow line. */
    private static final Duration LONGEST_INSTALL = Duration.ofMinutes(15);

    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);
    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

    private final Path cache;

    private CliInstaller(Path cache) {
        this.cache = cache.toAbsolutePath();
    }

    /** Installs into the directory that the system property {@code gitcortex.clis} names. */
    public static CliInstaller ofProperty() {
        String directory = System.getProperty("gitcortex.clis");
        if (directory == null) {
            throw new IllegalStateException("Set -Dgitcortex.clis to the directory in which CLIs are installed");
        }
        return new CliInstaller(Path.of(directory));
    }

    /**
     * The directory that holds the CLI's programs; put it first on PATH.
     *
     * @throws InterruptedException if interrupted while npm is at work
     */
    public Path programs(Cli cli) throws InterruptedException {
        Path prefix = cache.resolve(cli.dialect() + "-" + cli.version());
        Path programs = prefix.resolve("node_modules/.bin");
        Path done = prefix.resolve("installed");
        try {
            Files.createDirectories(prefix);
            if (!Files.exists(done)) {
                List<String> command = new ArrayList<>(
                        List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", prefix.toString()));
                command.addAll(cli.packages(node()));
                run(command, LONGEST_INSTALL);
                Files.createFile(done); // Last: an install that was cut off is begun again.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return programs;
    }

    /** What the installed CLI says of its version. */
    String versionOf(Cli cli) throws InterruptedException {
        return run(List.of(programs(cli).resolve(cli.program()).toString(), "--version"), LONGEST_CALL);
    }

    /** The major version of the machine's Node. */
    private int node() throws InterruptedException {
        Matcher matcher = MAJOR.matcher(run(List.of("node", "--version"), LONGEST_CALL));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** What a program prints, errors included. */
    private String run(List<String> command, Duration longest) throws InterruptedException {
        try {
            Path output = Files.createTempFile(cache, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            // A home of its own: nothing of the person's is read, and nothing is written there.
            builder.environment()
                    .put("HOME", Files.createDirectories(cache.resolve("home")).toString());
            try {
                Process process = builder.start();
                if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " is not done after " + longest);
                }
                String text = Files.readString(output);
                if (process.exitValue() != 0) {
                    throw new IllegalStateException(command + " has failed: " + text);
                }
                return text;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
