package io.gitcortex.examples.runner;

import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.demo.DemoPlan;
import io.gitcortex.examples.runner.demo.DemoRepository;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole way with scripted agents. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a workflow of two tasks in a scratch repository: the whole way, to be watched.",
        footer = {
            "",
            "Each task has a coder and a reviewer: small shell scripts, in pseudo-terminals and",
            "worktrees of their own. No model, no key, no git identity and no network is needed."
        })
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to make the repository: a directory that is missing or empty; a temporary one where it"
                    + " is left out.")
    private @Nullable Path directory;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (directory != null && !DemoRepository.isFree(directory)) {
            console.error("The demo needs a directory that is missing or empty, and "
                    + directory.toAbsolutePath().normalize() + " is neither; name another one with --dir");
            return ExitCode.USAGE;
        }
        DemoRepository repository =
                directory == null ? DemoRepository.createTemporary() : DemoRepository.create(directory);
        console.line("A scratch repository: " + repository.directory());
        console.line("Its agents are scripts: " + repository.agents());
        console.line("");
        return new Attendance(console, repository.directory())
                .attend((cortex, progress) -> cortex.start(DemoPlan.with(repository.agents())));
    }
}
