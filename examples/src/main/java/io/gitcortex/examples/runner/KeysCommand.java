package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.KeyRotation;
import io.gitcortex.examples.runner.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is about the stored API keys. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Looks after the API keys that are stored with workflows.",
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand extends CommandGroup {
    private KeysCommand(Console console) {
        super(console);
    }

    /** The command with those under it. */
    static CommandLine line(Console console) {
        return new CommandLine(new KeysCommand(console)).addSubcommand(new Rotate(console));
    }

    /** Encrypts them anew. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Encrypts the stored API keys under the key that writes now.",
                "Set GITCORTEX_ENCRYPTION_KEY to the new key, and GITCORTEX_DECRYPTION_KEYS to the old ones, separated"
                        + " by commas. It may be cut off and run again."
            })
    static final class Rotate implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final RepositoryOption repository = new RepositoryOption();

        Rotate(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            try (GitCortex cortex = repository.open()) {
                KeyRotation rotation = cortex.rotateKeys();
                if (rotation.equals(new KeyRotation(0, 0, List.of()))) {
                    console.line("There is nothing to rotate: no API key is stored in this repository.");
                    return ExitCode.COMPLETED;
                }
                console.line("Rewritten: " + rotation.rewritten() + ", up to date already: " + rotation.current()
                        + ", unreadable: " + rotation.unreadable().size() + ".");
                rotation.unreadable()
                        .forEach(place ->
                                console.error("The API key of " + place + " cannot be read: it is under a key that"
                                        + " is not in GITCORTEX_DECRYPTION_KEYS, or damaged. It was left as it is."));
                return rotation.unreadable().isEmpty() ? ExitCode.COMPLETED : ExitCode.FAILED;
            }
        }
    }
}
