package io.gitcortex.integration.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.ScratchRepository;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host developer reads when a part is missing, is there twice, or cannot be loaded: one sentence with the way out. */
class MissingPartsTest {
    @TempDir
    private Path directory;

    private ScratchRepository repository;
    private List<Path> classPath;
    private Path program;

    @BeforeEach
    void compile() throws Exception {
        repository = OneTask.in(directory);
        classPath = new ArrayList<>(PublishedModules.onThisClassPath().classPath());
        program = Program.compile(
                Map.of(Readme.fileName(Readme.example()), Readme.example()), classPath, directory.resolve("program"));
    }

    @Test
    void aStoreThatIsMissingIsNamedAsTheDependencyToAdd() throws Exception {
        classPath.remove(PublishedModules.onThisClassPath().entry("gitcortex-sqlite"));

        assertThat(errors(List.of()))
                .contains("No plugin for", "was found. Add the dependency io.gitcortex:gitcortex-sqlite")
                .contains("GitCortex.builder().store(");
    }

    @Test
    void twoStoresAreListedWithTheirJarsAndTheCallThatChooses() throws Exception {
        classPath.add(secondStore());

        assertThat(errors(List.of()))
                .contains("More than one plugin for", "sqlite (io.gitcortex.sqlite.SqliteWorkflowStoreProvider in ")
                .contains("second (other.SecondProvider in ")
                .contains("Choose one by its id with GitCortex.builder().store(");
    }

    @Test
    void nativeCodeOfTheStoreThatCannotBeLoadedIsSaidWithTheOptionsThatHelp() throws Exception {
        Path missing = directory.resolve("missing");

        assertThat(errors(List.of("-Dorg.sqlite.tmpdir=" + missing)))
                .contains(
                        "SQLite's native library cannot be loaded on ", "-Dorg.sqlite.tmpdir", "-Dorg.sqlite.lib.path");
    }

    @Test
    void nativeCodeOfTheTerminalsThatCannotBeLoadedIsSaidWithTheOptionsThatHelp() throws Exception {
        assertThat(errors(List.of("-Djna.nosys=true", "-Djna.nounpack=true")))
                .contains("The native code of pty4j cannot be loaded; ", "-Djna.tmpdir", "-Dpty4j.tmpdir");
        assertThat(repository.git("status", "--porcelain", "--untracked-files=no"))
                .isEmpty();
    }

    /** JNA's library is there, and pty4j's own is not: pty4j itself would only log it. */
    @Test
    void aLibraryOfPty4jThatIsMissingIsSaidBeforeAnySessionIsOpened() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(errors(List.of("-Dpty4j.preferred.native.folder=" + empty)))
                .contains("The native code of pty4j cannot be loaded; ", "-Dpty4j.tmpdir");
    }

    /** What the program of the README says as it fails: the first line of its stack trace. */
    private String errors(List<String> options) throws Exception {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("-cp");
        arguments.add(program + File.pathSeparator + Program.joined(classPath));
        arguments.add(Readme.mainClass(Readme.example()));
        ChildJvm child = ChildJvm.run(repository.directory(), arguments);
        assertThat(child.exitCode()).as(child.output() + child.errors()).isNotZero();
        return child.errors()
                .lines()
                .filter(line -> line.contains("io.gitcortex.spi.PluginException: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Another failure: " + child.errors()));
    }

    private Path secondStore() throws Exception {
        Path classes =
                Program.compile(Map.of("other/SecondProvider.java", """
                package other;

                import io.gitcortex.spi.PluginConfig;
                import io.gitcortex.spi.PluginException;
                import io.gitcortex.spi.WorkflowStoreProvider;
                import io.gitcortex.store.WorkflowStore;

                public final class SecondProvider implements WorkflowStoreProvider {
                    @Override
                    public String id() {
                        return "second";
                    }

                    @Override
                    public WorkflowStore create(PluginConfig config) {
                        throw new PluginException("never created");
                    }
                }
                """), classPath, directory.resolve("second"));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.gitcortex.spi.WorkflowStoreProvider"), "other.SecondProvider\n");
        return classes;
    }
}
