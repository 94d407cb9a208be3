package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.ShellWord;
import io.gitcortex.examples.runner.progress.Wording;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a model make a workflow file from a sentence. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Asks the model for a plan, and writes it as a workflow file for you to look at, change, and run.")
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Mixin
    private final OwnFilesOption ownFiles = new OwnFilesOption();

    @Parameters(paramLabel = "GOAL", description = "What is to be reached, in a sentence.")
    private String goal = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write, which must not exist yet; the plan is printed where it is left out.")
    private @Nullable Path file;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (goal.isBlank()) {
            console.error("Say what is to be reached, for example: plan \"Add a command that lists users\"");
            return ExitCode.USAGE;
        }
        // Before the model is asked: an answer that cannot be kept is paid for in vain.
        if (file != null && Files.exists(file)) {
            return refuseToOverwrite(file);
        }
        WorkflowPlan plan;
        try (GitCortex cortex = ownFiles.open(repository.directory())) {
            plan = cortex.plan(goal);
        }
        String text = WorkflowFile.format(plan);
        if (file == null) {
            console.line(text.stripTrailing());
            return ExitCode.COMPLETED;
        }
        return write(file, text, plan);
    }

    private int write(Path target, String text, WorkflowPlan plan) throws IOException {
        try {
            Files.writeString(target, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return refuseToOverwrite(target);
        }
        console.line("The plan \"" + plan.name() + "\" is in " + target + ": "
                + Wording.count(plan.tasks().size(), "task") + ".");
        List<String> scripts = scripts(plan).distinct().toList();
        if (!scripts.isEmpty()) {
            console.line("Its terminals run " + String.join(", ", scripts)
                    + "; put these beside it, or name other commands in it.");
        }
        console.line("Look at it, then:  " + console.style().program() + " run " + ShellWord.of(target.toString()));
        return ExitCode.COMPLETED;
    }

    private static Stream<String> scripts(WorkflowPlan plan) {
        return plan.tasks().stream()
                .flatMap(task -> task.terminals().stream())
                .filter(terminal -> !terminal.command().isEmpty())
                .map(terminal -> terminal.command().get(terminal.command().size() - 1));
    }

    private int refuseToOverwrite(Path target) {
        console.error(target + " exists already, and is left as it is; name another file with -o");
        return ExitCode.USAGE;
    }
}
