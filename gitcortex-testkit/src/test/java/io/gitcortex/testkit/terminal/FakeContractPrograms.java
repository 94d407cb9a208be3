package io.gitcortex.testkit.terminal;

import io.gitcortex.terminal.TerminalSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What a fake plays when the contract runs one of its scripts. */
final class FakeContractPrograms {
    private FakeContractPrograms() {}

    static Optional<FakeProgram> of(TerminalSpec spec) {
        List<String> command = spec.command();
        if (command.get(0).equals("env")) {
            return Optional.of(FakeContractPrograms::printEnvironment);
        }
        return command.size() > ContractProgram.NAME
                        && command.get(ContractProgram.NAME).startsWith(ContractProgram.NAMES)
                ? of(ContractProgram.valueOf(
                        command.get(ContractProgram.NAME).substring(ContractProgram.NAMES.length())))
                : Optional.empty();
    }

    private static Optional<FakeProgram> of(ContractProgram program) {
        return switch (program) {
            case PRINT -> Optional.of(FakeContractPrograms::print);
            case DIRECTORY -> Optional.of(FakeContractPrograms::printDirectory);
            case FLOOD -> Optional.of(FakeContractPrograms::flood);
            case WAIT -> Optional.of(terminal -> terminal.print("ready"));
            case ECHO -> Optional.of(new Echo());
            case DEAF -> Optional.of(FakeContractPrograms::beDeaf);
            case POLITE -> Optional.of(new Polite());
            case KILLED -> Optional.of(FakeContractPrograms::beKilled);
            default -> Optional.empty();
        };
    }

    private static void print(FakeTerminal terminal) {
        terminal.print(argument(terminal, 1));
        terminal.exit(Integer.parseInt(argument(terminal, 2)));
    }

    private static void printEnvironment(FakeTerminal terminal) {
        terminal.environment().forEach((name, value) -> terminal.print(name + "=" + value + "\r\n"));
        terminal.exit(0);
    }

    private static void printDirectory(FakeTerminal terminal) {
        try {
            terminal.print(terminal.spec().workingDirectory().toRealPath() + "\r\n");
            terminal.exit(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flood(FakeTerminal terminal) {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < Integer.parseInt(argument(terminal, 1)); i++) {
            numbers.append(String.format("%07d ", i));
            if (i % 1000 == 0) {
                terminal.print(numbers.toString());
                numbers.setLength(0);
            }
        }
        terminal.print(numbers.toString());
        terminal.exit(7);
    }

    private static void beDeaf(FakeTerminal terminal) {
        terminal.print("ready");
        terminal.stopReading();
    }

    private static void beKilled(FakeTerminal terminal) {
        terminal.print("bye");
        terminal.exit(137);
    }

    private static String argument(FakeTerminal terminal, int number) {
        return terminal.spec().command().get(ContractProgram.NAME + number);
    }

    private static final class Echo implements FakeProgram {
        @Override
        public void start(FakeTerminal terminal) {
            terminal.print("ready");
        }

        @Override
        public void input(FakeTerminal terminal, byte[] bytes) {
            terminal.print(bytes);
        }
    }

    private static final class Polite implements FakeProgram {
        @Override
        public void start(FakeTerminal terminal) {
            terminal.print("ready");
        }

        @Override
        public void terminate(FakeTerminal terminal) {
            terminal.print("bye");
            terminal.exit(9);
        }
    }
}
