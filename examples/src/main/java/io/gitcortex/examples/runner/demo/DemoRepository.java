package io.gitcortex.examples.runner.demo;

import io.gitcortex.GitCortexException;
import io.gitcortex.examples.runner.GitProgram;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repository with one commit, and the scripts of the demo's agents in its git directory, where they do not show in the
 * work tree. The person needs no git identity, and none is written.
 *
 * @param directory its work tree
 * @param agents where the scripts are
 */
public record DemoRepository(Path directory, Path agents) {
    private static final List<String> SCRIPTS = List.of("coder.sh", "reviewer.sh");
    private static final String README = """
            # Greetings

            The world, greeted in several languages, one file for each in `greetings/`.
            A greeting ends with an exclamation mark.
            """;

    /** Makes one in a new temporary directory, which stays when the demo is over. */
    public static DemoRepository createTemporary() throws InterruptedException {
        try {
            return fill(Files.createTempDirectory("gitcortex-demo-"));
        } catch (IOException e) {
            throw new GitCortexException("No temporary directory can be made: " + e.getMessage(), e);
        }
    }

    /** Whether one may be made in a directory: it is missing or empty. */
    public static boolean isFree(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return !Files.exists(absolute) || isEmptyDirectory(absolute);
    }

    /** Makes one in a directory that {@link #isFree}. */
    public static DemoRepository create(Path directory) throws InterruptedException {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new GitCortexException("The directory " + absolute + " cannot be made: " + e.getMessage(), e);
        }
        return fill(absolute);
    }

    private static boolean isEmptyDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> content = Files.list(directory)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw new GitCortexException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static DemoRepository fill(Path directory) throws InterruptedException {
        // No template: a person's own may hold hooks.
        GitProgram.run(directory, "init", "--quiet", "--initial-branch=main", "--template=");
        try {
            // Links resolved once: the same path in hints, logs and commands.
            Path real = directory.toRealPath();
            Path agents = Files.createDirectories(real.resolve(".git").resolve("demo-agents"));
            for (String script : SCRIPTS) {
                copy(script, agents.resolve(script));
            }
            Files.writeString(real.resolve("README.md"), README);
            commit(real);
            return new DemoRepository(real, agents);
        } catch (IOException e) {
            throw new GitCortexException("The demo's files cannot be written: " + e.getMessage(), e);
        }
    }

    private static void copy(String script, Path target) throws IOException {
        try (InputStream in = DemoRepository.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new FileNotFoundException(script + " is missing from this build");
            }
            Files.copy(in, target);
        }
    }

    private static void commit(Path directory) throws InterruptedException {
        GitProgram.run(directory, "add", "README.md");
        GitProgram.run(
                directory,
                "-c",
                "user.name=GitCortex Demo",
                "-c",
                "user.email=demo@gitcortex.invalid",
                "commit",
                "--quiet",
                "-m",
                "Begin a collection of greetings");
    }
}
