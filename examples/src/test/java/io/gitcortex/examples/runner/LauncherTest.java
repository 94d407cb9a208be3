package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./gitcortex}, in a clone of its own whose Maven, git and JDK only say how they were called. */
class LauncherTest {
    private static final List<String> TOOLS = List.of("sed", "head", "find", "cat", "mkdir", "rm", "mv", "readlink");
    private static final String MAVEN = """
            #!/bin/sh
            echo "mvn $*" >&2
            mkdir -p examples/target/quick
            : >examples/target/quick/gitcortex-examples-1.jar
            printf '%s' "$PWD/a b.jar" >examples/target/quick/runtime.classpath
            : >"a b.jar"
            """;

    @TempDir
    private Path directory;

    private Path clone;
    private Path bin;
    private Path launcher;

    @BeforeEach
    void makeClone() throws Exception {
        directory = directory.toRealPath();
        clone = Files.createDirectories(directory.resolve("my clone"));
        launcher = Files.copy(Path.of("..", "gitcortex"), clone.resolve("gitcortex"));
        Files.writeString(clone.resolve("pom.xml"), "");
        for (String module : List.of("gitcortex-core", "examples")) {
            Files.createDirectories(clone.resolve(module).resolve("src").resolve("main"));
            Files.writeString(clone.resolve(module).resolve("pom.xml"), "");
        }
        bin = Files.createDirectory(directory.resolve("bin"));
        for (String tool : TOOLS) {
            program(bin.resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
        }
        program(bin.resolve("git"), "#!/bin/sh\n");
        program(bin.resolve("mvn"), MAVEN);
        java(bin.resolve("java"), "17.0.9");
    }

    private static Path find(String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static void java(Path file, String version) throws IOException {
        program(file, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
                for argument; do echo "<$argument>"; done
                """.formatted(version));
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(file, text);
    }

    private record Result(int exitCode, String output) {}

    private Result start(Map<String, String> variables, Path script, String... arguments) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), Files.readString(output));
    }

    private Result start(String... arguments) throws Exception {
        return start(Map.of(), launcher, arguments);
    }

    @Test
    void it_builds_what_is_missing_and_starts_it_with_the_arguments_as_they_are() throws Exception {
        Result result = start("run", "my file.yaml", "*");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .startsWith("gitcortex: building")
                .contains("mvn -q -Dquick package -pl examples -am\n")
                .contains("<-cp>\n<" + clone.resolve("examples/target/quick/gitcortex-examples-1.jar") + ":"
                        + clone.resolve("a b.jar") + ">\n")
                .endsWith("<io.gitcortex.examples.runner.Runner>\n<run>\n<my file.yaml>\n<*>\n");
    }

    @Test
    void what_is_built_is_not_built_again_until_a_source_or_a_jar_changes() throws Exception {
        start();
        assertThat(start().output()).doesNotContain("mvn");

        Path source = Files.writeString(clone.resolve("gitcortex-core/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(start().output()).contains("mvn");
        Files.delete(source);
        Files.setLastModifiedTime(
                clone.resolve("gitcortex-core/src/main"),
                FileTime.from(Instant.now().minusSeconds(60)));
        start();
        assertThat(start().output()).doesNotContain("mvn");

        Files.delete(clone.resolve("a b.jar"));
        assertThat(start().output()).contains("mvn");
    }

    @Test
    void a_clone_that_was_moved_is_built_again() throws Exception {
        start();
        Path moved = Files.move(clone, directory.resolve("moved"));

        assertThat(start(Map.of(), moved.resolve("gitcortex")).output()).contains("mvn");
    }

    @Test
    void it_works_through_links_from_anywhere() throws Exception {
        Path links = Files.createDirectory(directory.resolve("links"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("..", "my clone", "gitcortex"));
        Path link = Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));

        Result result = start(Map.of(), link, "list");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("<-Dgitcortex.program=" + link + ">")
                .endsWith("<list>\n");
    }

    @Test
    void a_build_that_fails_is_no_build() throws Exception {
        program(bin.resolve("mvn"), "#!/bin/sh\necho broken\nexit 1\n");

        Result result = start();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("broken").contains("The build has failed");
        program(bin.resolve("mvn"), MAVEN);
        assertThat(start().output()).contains("mvn -q");
    }

    @Test
    void java_home_comes_before_the_path() throws Exception {
        Path home = directory.resolve("jdk 25");
        java(home.resolve("bin").resolve("java"), "25");

        assertThat(start(Map.of("JAVA_HOME", home.toString()), launcher).output())
                .contains("<--enable-native-access=ALL-UNNAMED>");
        assertThat(start().output()).doesNotContain("enable-native-access");
    }

    @Test
    void what_is_missing_or_too_old_is_said_in_a_sentence() throws Exception {
        assertThat(start(Map.of("JAVA_HOME", "/nowhere"), launcher))
                .isEqualTo(
                        new Result(
                                1,
                                "gitcortex: JAVA_HOME is /nowhere, and there is no bin/java in it. Set it to a JDK 17 or newer.\n"));

        Files.move(bin.resolve("mvn"), bin.resolve("not-mvn"));
        assertThat(start().output()).contains("Maven is missing").doesNotContain("not found");

        Files.move(bin.resolve("git"), bin.resolve("not-git"));
        assertThat(start().output()).contains("git is missing").doesNotContain("not found");

        java(bin.resolve("java"), "1.8.0_402");
        assertThat(start().output()).contains("is Java 1, and GitCortex needs 17 or newer");

        Files.delete(bin.resolve("java"));
        assertThat(start().output()).contains("There is no java on PATH").doesNotContain("not found");
    }
}
