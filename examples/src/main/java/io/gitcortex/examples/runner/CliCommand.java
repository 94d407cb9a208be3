package io.gitcortex.examples.runner;

import io.gitcortex.core.CodingCli;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.WorkflowTimeoutException;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.demo.DemoRepository;
import io.gitcortex.examples.runner.doctor.ProgramPath;
import io.gitcortex.examples.runner.progress.Progress;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is about the coding CLIs that plans can name. */
@Command(
        name = "cli",
        mixinStandardHelpOptions = true,
        description = "Shows and tries the coding CLIs that workflows can name.",
        synopsisSubcommandLabel = "COMMAND")
final class CliCommand extends CommandGroup {
    private CliCommand(Console console) {
        super(console);
    }

    /** The command with those under it. */
    static CommandLine line(Console console) {
        return new CommandLine(new CliCommand(console))
                .addSubcommand(new Listing(console))
                .addSubcommand(new Trial(console));
    }

    /** Shows them. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the coding CLIs that workflows can name, and whether they are on this machine.")
    static final class Listing implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final OwnFilesOption ownFiles = new OwnFilesOption();

        Listing(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ProgramPath path = ProgramPath.of(System.getenv());
            for (CodingCli cli : ownFiles.clis()) {
                Optional<String> program = cli.program();
                String found = program.isEmpty()
                        ? "your own command"
                        : path.find(program.get()).isPresent() ? "found" : "'" + program.get() + "' is not on PATH";
                String tried = program.isEmpty()
                        ? ""
                        : cli.verified()
                                .map(version -> ", tried with " + version)
                                .orElse(", never tried");
                console.line(String.format("%-14s %s (%s%s)", cli.name(), cli.description(), found, tried));
            }
            return ExitCode.COMPLETED;
        }
    }

    /** Tries one. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Starts a coding CLI in a scratch repository, as a workflow would, and shows what was recognised.",
                "It uses your own login, and asks its model for a few lines: that may cost a little."
            })
    static final class Trial implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final OwnFilesOption ownFiles = new OwnFilesOption();

        @Parameters(paramLabel = "NAME", description = "The name of the CLI, as 'cli list' shows it.")
        private String name = "";

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                defaultValue = "300",
                description = "How long to wait for its report (${DEFAULT-VALUE}).")
        private int seconds;

        Trial(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            if (ownFiles.clis().stream()
                    .noneMatch(cli -> cli.name().equals(name) && cli.program().isPresent())) {
                console.error("There is no coding CLI '" + name
                        + "' that could be started; 'cli list' shows those there are");
                return ExitCode.USAGE;
            }
            DemoRepository scratch = DemoRepository.createTemporary();
            console.line("Trying " + name + " in " + scratch.directory() + ", which stays.");
            try (GitCortex cortex = ownFiles.open(scratch.directory())) {
                Progress progress = new Progress(console, Clock.systemUTC());
                WorkflowRun run = cortex.start(plan());
                return watch(cortex, run, progress);
            }
        }

        private WorkflowPlan plan() {
            return WorkflowPlan.builder("trial", "Try " + name)
                    .mode(DecisionMode.RULES)
                    .tasks(List.of(TaskPlan.builder("Write a line")
                            .id(TaskId.of("trial"))
                            .description("Write the file trial.txt, with the one line: tried")
                            .terminals(List.of(TerminalPlan.builder("coder")
                                    .id(TerminalId.of("coder"))
                                    .cli(name)
                                    .build()))
                            .build()))
                    .build();
        }

        private int watch(GitCortex cortex, WorkflowRun run, Progress progress) throws Exception {
            @Nullable WorkflowOutcome outcome = null;
            AutoCloseable feed = run.onEvent(0, progress::show);
            try {
                outcome = run.await(Duration.ofSeconds(seconds));
            } catch (WorkflowTimeoutException e) {
                console.error("It has not reported within " + seconds + " s.");
            } finally {
                feed.close();
            }
            new Journal(cortex, run.id()).entries(progress.lastSequence(), progress::show);
            console.live("");
            if (outcome instanceof WorkflowOutcome.Completed) {
                console.line(name + " was told what to do, worked, reported and was merged.");
                return ExitCode.COMPLETED;
            }
            console.line("What its terminal has shown is in .git/gitcortex/logs; what it was told in"
                    + " .git/gitcortex/instructions.");
            return outcome instanceof WorkflowOutcome.NeedsAnswer ? ExitCode.WAITS : ExitCode.FAILED;
        }
    }
}
