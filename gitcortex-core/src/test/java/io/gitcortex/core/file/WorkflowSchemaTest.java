package io.gitcortex.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.model.Named;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what editors are told about the workflow file to what its reader does. */
final class WorkflowSchemaTest {
    private static final Set<String> CLIS = Set.of("codex", "shell");

    private static JsonNode schema;

    @BeforeAll
    static void readSchema() throws Exception {
        schema = new ObjectMapper()
                .readTree(Path.of("../docs/workflow.schema.json").toFile());
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of("", FileKeys.WORKFLOW),
                Arguments.of("/$defs/limits", FileKeys.LIMITS),
                Arguments.of("/$defs/task", FileKeys.TASK),
                Arguments.of("/$defs/terminal", FileKeys.TERMINAL));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theSchemaHasTheKeysOfTheReader(String pointer, List<String> keys) {
        JsonNode object = schema.at(pointer);

        assertThat(object.path("properties").fieldNames()).toIterable().containsExactlyElementsOf(keys);
        assertThat(object.path("additionalProperties").isBoolean()).isTrue();
        assertThat(object.path("additionalProperties").booleanValue()).isFalse();
    }

    @Test
    void theSchemaIsOfTheDraftThatItNames() {
        assertThat(schema.path("$schema").textValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                schema.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void theSchemaHasTheConstantsOfTheReader() {
        assertThat(texts("/properties/mode/enum")).isEqualTo(names(DecisionMode.values()));
        assertThat(texts("/$defs/terminal/properties/login/enum")).isEqualTo(names(Login.values()));
    }

    @Test
    void whatTheSchemaRequiresTheReaderMisses() {
        assertThat(texts("/required")).containsExactly("name", "goal", "tasks");
        assertThat(messages("cli: codex\n"))
                .containsExactly("'name' is missing", "'goal' is missing", "'tasks' must name at least one task");
        assertThat(texts("/$defs/task/required")).containsExactly("name", "terminals");
        assertThat(messages("name: n\ngoal: g\ncli: codex\ntasks: [{}]\n"))
                .containsExactly("'name' is missing", "'terminals' of task 'unnamed' must name at least one terminal");
        assertThat(texts("/$defs/task/properties/terminals/items/required")).containsExactly("role");
        assertThat(messages("name: n\ngoal: g\ncli: codex\ntasks: [{name: t, terminals: [{}]}]\n"))
                .containsExactly("'role' is missing");
        assertThat(schema.at("/$defs/limits").has("required")).isFalse();
    }

    /** Gives every key a value that is of no use anywhere: a list of a mapping. */
    @Test
    void theReaderReadsEveryKeyOfTheSchema() {
        StringBuilder yaml = new StringBuilder();
        for (String key : FileKeys.WORKFLOW) {
            yaml.append(key)
                    .append(": ")
                    .append(key.equals("tasks") ? tasks() : wrong(key))
                    .append('\n');
        }

        List<String> messages = messages(yaml.toString());

        Stream.of(FileKeys.WORKFLOW, FileKeys.LIMITS, FileKeys.TASK, FileKeys.TERMINAL)
                .flatMap(List::stream)
                .filter(key ->
                        !Set.of("tasks", "limits", "errorTerminal", "terminals").contains(key))
                .forEach(key -> assertThat(messages).anyMatch(message -> message.startsWith("'" + key + "' must ")));
    }

    private static String wrong(String key) {
        return switch (key) {
            case "limits" -> object(FileKeys.LIMITS);
            case "errorTerminal" -> object(FileKeys.TERMINAL);
            case "terminals" -> "[" + object(FileKeys.TERMINAL) + "]";
            default -> "[{}]";
        };
    }

    private static String tasks() {
        return "[" + object(FileKeys.TASK) + "]";
    }

    private static String object(List<String> keys) {
        return "{"
                + String.join(
                        ", ", keys.stream().map(key -> key + ": " + wrong(key)).toList()) + "}";
    }

    private static List<String> messages(String yaml) {
        return PlanReader.read(yaml, Path.of("").toAbsolutePath(), CLIS).problems().stream()
                .map(PlanProblem::message)
                .toList();
    }

    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        schema.at(pointer).forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    private static List<String> names(Named[] constants) {
        return Arrays.stream(constants).map(Named::wireName).toList();
    }
}
