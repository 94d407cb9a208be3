package io.gitcortex.core.terminal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what people are told about dialects to what is read, and the examples to being readable. */
final class DialectDocumentationTest {
    private static final Path DOCUMENT = Path.of("../docs/dialects.md");
    private static final Path EXAMPLES = Path.of("../examples/dialects");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\S");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    @TempDir
    private Path directory;

    @Test
    void every_field_has_a_row_and_every_row_a_field() throws IOException {
        List<String> rows = all(ROW, Files.readString(DOCUMENT));

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                DialectFile.class,
                                DialectFile.ScreenLine.class,
                                DialectFile.ConversationLine.class,
                                PrivateHome.class,
                                Typing.class,
                                KeyedOption.class)
                        .flatMap(type -> Stream.of(type.getRecordComponents()))
                        .map(DialectDocumentationTest::field)
                        .toList());
    }

    @Test
    void the_file_that_is_shown_is_read_and_shows_every_field_but_one() throws IOException {
        List<String> shown = all(YAML, Files.readString(DOCUMENT));
        assertThat(shown).hasSize(1);
        Files.writeString(directory.resolve("shown.yaml"), shown.get(0));

        Dialect dialect = Dialects.builtIn().with(directory).named("my-cli");

        assertThat(dialect.screens()).hasSize(6);
        assertThat(Stream.of(DialectFile.class.getRecordComponents())
                        .map(DialectDocumentationTest::field)
                        .filter(field -> !Pattern.compile("(?m)^" + field + ":")
                                .matcher(shown.get(0))
                                .find()))
                .as("a conversation is named beforehand, or found")
                .containsExactly("conversation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "amp", "droid", "codex-sandboxed"})
    void the_examples_are_read_and_do_not_say_that_they_were_tried(String name) {
        Dialect dialect = Dialects.builtIn().with(EXAMPLES).named(name);

        assertThat(dialect.isTalkedTo()).isTrue();
        assertThat(dialect.verified()).isEmpty();
        assertThat(dialect.description()).endsWith("(unverified)");
        assertThat(dialect.screens())
                .as("what nobody has seen asked is for a person to answer")
                .allSatisfy(screen -> assertThat(screen.prompt().flatMap(ScreenPattern.Prompt::answer))
                        .isEmpty());
    }

    private static String field(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
