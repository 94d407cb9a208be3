package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.examples.runner.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program behind {@code ./gitcortex}. */
public final class Runner {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private final Console console;
    private final RootCommand root;
    private final Input input;

    private Runner(Console console, Input input) {
        this.console = console;
        this.input = input;
        this.root = new RootCommand(console);
    }

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /**
     * Runs a command.
     *
     * @param console where its words go
     * @param arguments the command line
     * @return the exit code: 0 completed, 1 failed or cancelled, 2 usage, 3 waits for a person, 130 interrupted
     */
    public static int run(Console console, String... arguments) {
        return run(console, Input.ofProcess(), arguments);
    }

    static int run(Console console, Input input, String... arguments) {
        return new Runner(console, input).execute(arguments);
    }

    private int execute(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(root)
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new PlanCommand(console))
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new EventsCommand(console))
                .addSubcommand(new LogsCommand(console))
                .addSubcommand(new AttachCommand(console))
                .addSubcommand(new ResumeCommand(console))
                .addSubcommand(new AnswerCommand(console))
                .addSubcommand(new PauseCommand(console))
                .addSubcommand(new CancelCommand(console))
                .addSubcommand(new CheckCommitCommand(console, input))
                .addSubcommand(new GcCommand(console))
                .addSubcommand(new BackupCommand(console))
                .addSubcommand(new RestoreCommand(console))
                .addSubcommand(KeysCommand.line(console))
                .addSubcommand(CliCommand.line(console))
                .addSubcommand(new DoctorCommand(console))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((mistake, arguments) -> say(mistake))
                .setExecutionStrategy(this::runQuietly)
                .setExecutionExceptionHandler((failure, line, parsed) -> fail(failure))
                .execute(words);
        console.live("");
        print(out.toString(), false);
        print(err.toString(), true);
        return exitCode;
    }

    private void print(String text, boolean isError) {
        if (text.isBlank()) {
            return;
        }
        if (isError) {
            console.error(text.stripTrailing());
        } else {
            console.line(text.stripTrailing());
        }
    }

    /** The whole usage text would push the sentence that matters off the screen. */
    private int say(ParameterException mistake) {
        PrintWriter err = mistake.getCommandLine().getErr();
        err.println(mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, err);
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        err.println("Help: " + console.style().program() + command.substring(RootCommand.NAME.length()) + " --help");
        return ExitCode.USAGE;
    }

    /** The level is read once, when the first logger is made: none may be made before. */
    private int runQuietly(ParseResult parsed) {
        if (root.isVerbose()) {
            System.setProperty(LOG_LEVEL, "info");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private int fail(Exception failure) {
        if (root.isVerbose()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            console.error(trace.toString().stripTrailing());
        } else if (failure instanceof GitCortexException) {
            console.error(String.valueOf(failure.getMessage()));
        } else {
            console.error("This should not have happened: " + failure + "; --verbose shows where");
        }
        return ExitCode.FAILED;
    }
}
