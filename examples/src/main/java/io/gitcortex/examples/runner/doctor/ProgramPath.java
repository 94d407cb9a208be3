package io.gitcortex.examples.runner.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where programs are looked for. Immutable. */
public final class ProgramPath {
    private final List<String> path;

    private ProgramPath(List<String> path) {
        this.path = path;
    }

    /** What {@code PATH} says in an environment. */
    public static ProgramPath of(Map<String, String> environment) {
        return new ProgramPath(Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .filter(directory -> !directory.isEmpty())
                .toList());
    }

    /** The program that would be started; empty if there is none. */
    public Optional<Path> find(String program) {
        return path.stream()
                .flatMap(directory -> resolve(directory, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<Path> resolve(String directory, String program) {
        try {
            return Stream.of(Path.of(directory, program));
        } catch (InvalidPathException e) {
            return Stream.empty(); // A PATH may hold anything.
        }
    }
}
