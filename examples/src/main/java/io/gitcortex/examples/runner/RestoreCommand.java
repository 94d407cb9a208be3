package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of the journals. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a backup in the place of the journals, which may be damaged, and keeps those beside it.",
            "Refused while any process has them open. What was committed since the backup is found in git by 'resume'."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(paramLabel = "FILE", description = "What 'backup' has made; it is checked first, and stays.")
    private Path file = Path.of("");

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path backup = file.toAbsolutePath().normalize();
        GitCortex.builder()
                .repository(repository.directory())
                .restore(backup)
                .ifPresent(kept -> console.line("What was there is kept in " + kept + "."));
        console.line("The journals are those of " + backup + " now.");
        new Hints(console, repository.directory()).goOn();
        return ExitCode.COMPLETED;
    }
}
