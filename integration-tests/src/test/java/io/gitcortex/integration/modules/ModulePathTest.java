package io.gitcortex.integration.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.ScratchRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that depends on core alone finds the plugins, wherever Java looks for them, and runs a workflow. */
class ModulePathTest {
    /** Those that load machine code; a JDK that does not know the module says so in a warning, and a later one asks for it. */
    private static final String NATIVE = "com.sun.jna,org.xerial.sqlitejdbc,pty4j,io.gitcortex.pty";

    private static final Map<String, String> MODULE = Map.of("module-info.java", """
            module host {
                requires io.gitcortex.core;
            }
            """);

    private static final Map<String, String> MAIN = Map.of("host/Main.java", """
            package host;

            import io.gitcortex.core.GitCortex;
            import io.gitcortex.core.WorkflowFile;
            import io.gitcortex.core.WorkflowRun;
            import io.gitcortex.workflow.WorkflowOutcome;
            import java.nio.file.Path;
            import java.time.Duration;

            public final class Main {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("core is in " + GitCortex.class.getModule());
                    for (String name : new String[] {"sqlite", "openai", "pty"}) {
                        System.out.println(name + " is a module: "
                                + ModuleLayer.boot().findModule("io.gitcortex." + name).isPresent());
                    }
                    try (GitCortex cortex = GitCortex.open(Path.of("."))) {
                        WorkflowRun run = cortex.start(WorkflowFile.read(Path.of("workflow.yaml")));
                        WorkflowOutcome outcome = run.await(Duration.ofMinutes(2));
                        System.out.println(outcome);
                    }
                }
            }
            """);

    private final PublishedModules published = PublishedModules.onThisClassPath();

    @TempDir
    private Path directory;

    private ScratchRepository repository;

    @BeforeEach
    void makeARepository() throws IOException {
        repository = OneTask.in(directory);
    }

    @Test
    void aWorkflowRunsToItsEndFromTheClassPath() throws Exception {
        Path host = Program.compile(MAIN, published.classPath(), directory.resolve("host"));

        ChildJvm child = ChildJvm.run(
                repository.directory(),
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        Program.joined(and(published.classPath(), host)),
                        "host.Main"));

        assertThat(child.output()).contains("core is in unnamed module").doesNotContain("is a module: true");
        assertThatItCompleted(child);
    }

    @Test
    void aWorkflowRunsToItsEndFromTheModulePath() throws Exception {
        List<Path> modules = published.modulePath(directory);
        Path host = Program.compileModule(both(MODULE, MAIN), modules, directory.resolve("host"));

        ChildJvm child = ChildJvm.run(
                repository.directory(),
                List.of(
                        "--enable-native-access=" + NATIVE,
                        "--add-modules=kotlin.stdlib",
                        "--module-path",
                        Program.joined(and(modules, host)),
                        "-m",
                        "host/host.Main"));

        assertThat(child.output())
                .as(child.errors())
                .contains("core is in module io.gitcortex.core", "sqlite is a module: true")
                .contains("openai is a module: true", "pty is a module: true");
        assertThatItCompleted(child);
    }

    /** Java loads no module that only automatic ones use, and pty4j is one. */
    @Test
    void whoForgetsTheLibraryOfPty4jOnTheModulePathIsToldWhatToAdd() throws Exception {
        List<Path> modules = published.modulePath(directory);
        Path host = Program.compileModule(both(MODULE, MAIN), modules, directory.resolve("host"));

        ChildJvm child = ChildJvm.run(
                repository.directory(),
                List.of("--module-path", Program.joined(and(modules, host)), "-m", "host/host.Main"));

        assertThat(child.exitCode()).isEqualTo(1);
        assertThat(child.errors()).contains("PluginException: The Kotlin library", "--add-modules kotlin.stdlib");
    }

    private void assertThatItCompleted(ChildJvm child) {
        assertThat(child.output()).as(child.errors()).contains("Completed[");
        assertThat(child.exitCode()).as(child.errors()).isZero();
        assertThat(repository.git("show", "main:english.txt")).isEqualTo("hello from english");
    }

    private static List<Path> and(List<Path> entries, Path another) {
        return Stream.concat(entries.stream(), Stream.of(another)).toList();
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        return Stream.of(one, other)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
