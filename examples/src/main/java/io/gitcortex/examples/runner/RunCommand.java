package io.gitcortex.examples.runner;

import io.gitcortex.core.CodingCli;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.core.WorkflowFileException;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the workflow that a file asks for. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the workflow that a file asks for, and shows what happens.")
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Mixin
    private final OwnFilesOption ownFiles = new OwnFilesOption();

    @Parameters(paramLabel = "FILE", description = "A workflow file, in YAML or JSON.")
    private Path file = Path.of("");

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        WorkflowPlan plan;
        try {
            Set<String> clis = ownFiles.clis().stream().map(CodingCli::name).collect(Collectors.toSet());
            plan = WorkflowFile.read(file, clis);
        } catch (WorkflowFileException e) {
            e.problems().forEach(this::print);
            return ExitCode.USAGE;
        }
        return new Attendance(console, repository.directory(), ownFiles)
                .attend((cortex, progress) -> cortex.start(plan));
    }

    /** The form that editors and terminals make a link of. */
    private void print(WorkflowFileException.Problem problem) {
        String line = problem.line() == 0 ? "" : problem.line() + ":";
        console.error(file + ":" + line + " " + problem.message());
    }
}
