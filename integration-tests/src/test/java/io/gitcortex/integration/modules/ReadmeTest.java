package io.gitcortex.integration.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.ScratchRepository;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @TempDir
    private Path directory;

    /** Compiled and run with what a user has who depends on the published modules: no testkit, no examples, no back end. */
    @Test
    void theProgramOfTheReadmeRunsAsItStands() throws Exception {
        String program = Readme.example();
        List<Path> classPath = PublishedModules.onThisClassPath().classPath();
        ScratchRepository repository = OneTask.in(directory);
        Path classes =
                Program.compile(Map.of(Readme.fileName(program), program), classPath, directory.resolve("classes"));

        ChildJvm child = ChildJvm.run(
                repository.directory(),
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classes + File.pathSeparator + Program.joined(classPath),
                        Readme.mainClass(program)));

        assertThat(child.output()).as(child.errors()).contains("Completed[");
        assertThat(child.exitCode()).as(child.errors()).isZero();
        assertThat(repository.git("show", "main:english.txt")).isEqualTo("hello from english");
        assertThat(classPath)
                .extracting(Path::toString)
                .noneMatch(entry -> entry.matches(".*(testkit|examples|junit|slf4j-simple|picocli).*"));
    }
}
