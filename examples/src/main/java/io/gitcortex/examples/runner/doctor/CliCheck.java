package io.gitcortex.examples.runner.doctor;

import io.gitcortex.core.CodingCli;
import java.util.List;
import java.util.Map;

/** Looks for the coding CLIs that plans can name. None is needed: a workflow may run on scripts alone. */
final class CliCheck {
    private final ProgramPath path;

    CliCheck(Map<String, String> environment) {
        this.path = ProgramPath.of(environment);
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
        return path.find(program)
                .map(file -> Finding.ok(name + "can be used, " + file))
                .orElseGet(() -> Finding.note(name + "its program '" + program + "' is not on PATH"));
    }
}
