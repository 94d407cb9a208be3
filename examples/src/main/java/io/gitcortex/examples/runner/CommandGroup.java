package io.gitcortex.examples.runner;

import io.gitcortex.examples.runner.console.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: by itself it shows which. */
abstract class CommandGroup implements Callable<Integer> {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    CommandGroup(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            console.error(spec.commandLine().getUsageMessage().stripTrailing());
        }
        return ExitCode.USAGE;
    }
}
