package io.gitcortex.examples.runner;

import io.gitcortex.examples.runner.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands as a person would, and keeps what they print. */
final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int run(String... arguments) {
        return run(new Input(InputStream.nullInputStream(), false), arguments);
    }

    /** Runs a command with a text on its standard input. */
    int runWith(String text, String... arguments) {
        return run(new Input(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false), arguments);
    }

    /** Runs a command where standard input is a terminal. */
    int runAtTerminal(String... arguments) {
        return run(new Input(InputStream.nullInputStream(), true), arguments);
    }

    private int run(Input input, String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Style.PLAIN);
        return Runner.run(console, input, arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
