package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the journals, also while workflows run. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the journals of all workflows to a file, also while workflows run.",
            "The file must not exist. It holds stored API keys as they are, encrypted, and not the key to them."
        })
final class BackupCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(paramLabel = "FILE", description = "The copy; best on another disk.")
    private Path file = Path.of("");

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path copy = file.toAbsolutePath().normalize();
        try (GitCortex cortex = repository.open()) {
            cortex.journals().backUp(copy);
            int workflows = cortex.workflows().size();
            console.line("The journals of " + workflows + (workflows == 1 ? " workflow" : " workflows") + " are in "
                    + copy + ".");
            return ExitCode.COMPLETED;
        }
    }
}
