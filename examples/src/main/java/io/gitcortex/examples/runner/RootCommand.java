package io.gitcortex.examples.runner;

import io.gitcortex.examples.runner.console.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line without a command. */
@Command(
        name = RootCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Runs workflows of AI coding agents that report by committing to git.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 completed, 1 failed or cancelled, 2 mistakes in the command line or",
            "the workflow file, 3 waits for a person, 130 interrupted (resume goes on)."
        })
final class RootCommand implements Callable<Integer> {
    static final String NAME = "gitcortex";

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Logs what goes on to standard error, and shows where a failure came from.")
    private boolean verbose;

    RootCommand(Console console) {
        this.console = console;
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            console.error(spec.commandLine().getUsageMessage().stripTrailing());
        }
        return ExitCode.USAGE;
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"gitcortex " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
