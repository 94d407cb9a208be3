package io.gitcortex.examples.runner.doctor;

import io.gitcortex.core.CodingCli;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for the coding CLIs that plans can name. None is needed: a workflow may run on scripts alone. */
final class CliCheck {
    private final List<String> path;

    CliCheck(Map<String, String> environment) {
        this.path = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .filter(directory -> !directory.isEmpty())
                .toList();
    }

    List<Finding> examine(List<CodingCli> clis) {
        return clis.stream().map(this::examine).toList();
    }

    private Finding examine(CodingCli cli) {
        String name = "Coding CLI " + cli.name() + ": ";
        if (cli.program().isEmpty()) {
            return Finding.ok(name + "can be used, with a command of the workflow file's own");
        }
        String program = cli.program().get();
        return find(program)
                .map(file -> Finding.ok(name + "can be used, " + file))
                .orElseGet(() -> Finding.note(name + "its program '" + program + "' is not on PATH"));
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
