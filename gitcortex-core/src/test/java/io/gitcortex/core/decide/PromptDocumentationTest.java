package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds what people are told about the templates to what the templates are given. */
class PromptDocumentationTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^### ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\S");

    @Test
    void every_template_has_a_section_that_lists_its_variables() throws IOException {
        Map<String, List<String>> told = told();

        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(PromptCatalog.names());
        PromptCatalog.names()
                .forEach(name -> assertThat(told.get(name))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(
                                PromptCatalog.variables(name).paths()));
    }

    private static Map<String, List<String>> told() throws IOException {
        Map<String, List<String>> told = new LinkedHashMap<>();
        String text = Files.readString(Path.of("../docs/prompts.md"));
        for (String section : SECTION.splitAsStream(text).toList()) {
            List<String> rows =
                    ROW.matcher(section).results().map(row -> row.group(1)).toList();
            Matcher title = Pattern.compile("^[a-z_]+$", Pattern.MULTILINE).matcher(section);
            if (title.find() && title.start() == 0) {
                told.put(title.group(), rows);
            }
        }
        return told;
    }
}
