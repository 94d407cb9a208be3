package io.gitcortex.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickStartTest {
    private static final Path SOURCE = Path.of("src", "main", "java", "io", "gitcortex", "examples", "QuickStart.java");

    @Test
    void the_readme_shows_the_program_that_is_compiled() throws Exception {
        String source = Files.readString(SOURCE);

        assertThat(Readme.read().blocks("java", "import")).containsExactly(source.substring(source.indexOf("import")));
    }

    @Test
    void the_readme_shows_15_lines() throws Exception {
        assertThat(Readme.read().blocks("java", "import").get(0).lines()).hasSize(15);
    }
}
