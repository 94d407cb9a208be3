package io.gitcortex.pty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts classes of this test in a JVM of their own. */
final class ChildJvm {
    private ChildJvm() {}

    static Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(options, System.getProperty("java.class.path"), main, arguments);
    }

    static Process start(List<String> options, String classPath, Class<?> main, String... arguments)
            throws IOException {
        return start(command(options, classPath, main, arguments));
    }

    /** With so many file descriptors at most. */
    static Process startWithin(int descriptors, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + descriptors + "; exec \"$@\"", "sh"));
        // Without the option the JVM raises the limit again.
        command.addAll(command(List.of("-XX:-MaxFDLimit"), System.getProperty("java.class.path"), main, arguments));
        return start(command);
    }

    private static List<String> command(List<String> options, String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx128m", "-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
