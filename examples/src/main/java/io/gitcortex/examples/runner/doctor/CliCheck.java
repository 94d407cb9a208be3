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

/** Looks for coding CLIs. None is needed: a workflow may run on scripts alone. */
final class CliCheck {
    private static final List<String> PROGRAMS = List.of("claude", "codex", "gemini", "opencode", "qwen", "copilot");

    private final List<String> path;

    CliCheck(Map<String, String> environment) {
        this.path = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .filter(directory -> !directory.isEmpty())
                .toList();
    }

    List<Finding> examine() {
        return PROGRAMS.stream()
                .map(program -> find(program)
                        .map(file -> Finding.ok("Coding CLI " + program + ": " + file))
                        .orElseGet(() -> Finding.note("Coding CLI " + program + ": not on PATH")))
                .toList();
    }

    private Optional<Path> find(String program) {
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
