package io.gitcortex.integration.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.FreshJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program did in a JVM of its own.
 *
 * @param exitCode 0 if all was well
 * @param output what it printed
 * @param errors what it complained about
 */
public record ChildJvm(int exitCode, String output, String errors) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Runs {@code java} to its end, on the JDK of this test, without the settings and keys of whoever runs the test.
     *
     * @param directory the working directory
     * @param arguments of {@code java}
     */
    public static ChildJvm run(Path directory, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = FreshJvm.with(arguments);
        Path output = Files.createTempFile("child", ".out");
        Path errors = Files.createTempFile("child", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("GITCORTEX_"));
            environment
                    .keySet()
                    .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
            environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                ChildJvm child = new ChildJvm(
                        ended ? process.exitValue() : -1, Files.readString(output), Files.readString(errors));
                assertThat(ended)
                        .as("%s, not ended after %s: %s", command, PATIENCE, child)
                        .isTrue();
                return child;
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }
}
