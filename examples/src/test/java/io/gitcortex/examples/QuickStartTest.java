package io.gitcortex.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    private static final Path SOURCE = Path.of("src", "main", "java", "io", "gitcortex", "examples", "QuickStart.java");
    private static final List<String> NOT_FOR_HOSTS =
            List.of("examples", "testkit", "junit", "opentest4j", "assertj", "awaitility", "mockito", "picocli");

    @TempDir
    private Path directory;

    @Test
    void the_readme_shows_the_program_that_is_compiled() throws Exception {
        String source = Files.readString(SOURCE);

        assertThat(Readme.read().blocks("java", "import")).containsExactly(source.substring(source.indexOf("import")));
    }

    @Test
    void the_readme_shows_15_lines() throws Exception {
        assertThat(Readme.read().blocks("java", "import").get(0).lines()).hasSize(15);
    }

    @Test
    void the_program_of_the_readme_runs_with_what_a_host_has_on_its_class_path() throws Exception {
        Readme readme = Readme.read();
        Path source = Files.writeString(
                directory.resolve("QuickStart.java"),
                readme.blocks("java", "import").get(0));
        Files.writeString(
                directory.resolve("workflow.yaml"),
                readme.blocks("yaml", "name:").get(0));
        Files.writeString(
                directory.resolve("writer.sh"), readme.blocks("sh", "#!/bin/sh").get(0));
        run("git", "init", "-q", "-b", "main", ".");
        run(
                "git",
                "-c",
                "user.name=Me",
                "-c",
                "user.email=me@example.invalid",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "x");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        assertThat(compiler.run(
                        null, null, null, "-d", directory.toString(), "-cp", hostClassPath(), source.toString()))
                .isZero();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String printed = run(java, "-cp", hostClassPath() + File.pathSeparator + directory, "QuickStart");

        assertThat(printed).contains("TerminalCompleted[").contains("Completed[");
        assertThat(directory.resolve("NOTES.md")).hasContent("# Notes");
    }

    private static String hostClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NOT_FOR_HOSTS.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(String... command) throws Exception {
        Path output = Files.createTempFile("quick-start", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
