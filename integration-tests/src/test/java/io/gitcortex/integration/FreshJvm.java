package io.gitcortex.integration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that start a JVM of its own, on the JDK of this test. None lives long enough for the better compiler, or has so much
 * to collect that more than one thread should: these two would take a third of the processors' time.
 */
public final class FreshJvm {
    private FreshJvm() {}

    /** {@code java} with further options. */
    public static List<String> with(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        return command;
    }

    /** A program on the class path of this test. */
    public static List<String> running(String main, List<String> arguments) {
        List<String> command = with(ClassArchive.options());
        command.add(main);
        command.addAll(arguments);
        return command;
    }
}
