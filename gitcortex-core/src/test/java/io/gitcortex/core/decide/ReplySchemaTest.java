package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.json.JsonFormatException;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.Named;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.workflow.Instruction;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what a model is asked to keep to, to what is read of its answers. */
class ReplySchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** For people and the rules alone. */
    private static final Set<String> NOT_FOR_MODELS = Set.of("fail_task", "cancel_task");

    static Stream<Class<?>> types() {
        return Arrays.stream(Instruction.class.getPermittedSubclasses())
                .filter(type -> !NOT_FOR_MODELS.contains(snake(type.getSimpleName())));
    }

    @Test
    void there_is_one_form_for_each_instruction_that_a_model_may_give() throws Exception {
        List<String> named = forms().map(
                        form -> form.at("/properties/type/enum/0").textValue())
                .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        types().map(type -> snake(type.getSimpleName())).toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_form_has_the_fields_of_its_instruction(Class<?> type) throws Exception {
        List<String> fields = new ArrayList<>(List.of("type"));
        fields.addAll(fields(type));

        assertThat(names(form(type).path("properties"))).containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_a_form_requires_is_what_the_reader_misses(Class<?> type) throws Exception {
        JsonNode form = form(type);
        ObjectNode least = object(form, false);

        assertThat(InstructionJson.read(least.toString()).getClass()).isEqualTo(type);
        assertThat(InstructionJson.read(object(form, true).toString()).getClass())
                .isEqualTo(type);
        for (JsonNode required : form.path("required")) {
            ObjectNode lacking = least.deepCopy();
            lacking.remove(required.textValue());
            assertThatThrownBy(() -> InstructionJson.read(lacking.toString()))
                    .as("%s without %s", type, required)
                    .isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void the_form_of_an_issue_and_the_severities_are_those_of_the_reader() throws Exception {
        JsonNode issue = form(Instruction.FixIssues.class).at("/properties/issues/items");

        assertThat(names(issue.path("properties"))).containsExactlyInAnyOrderElementsOf(fields(ReviewIssue.class));
        List<String> severities =
                Arrays.stream(ErrorSeverity.values()).map(Named::wireName).toList();
        assertThat(issue.at("/properties/severity/enum"))
                .map(JsonNode::textValue)
                .isEqualTo(severities);
        assertThat(form(Instruction.FailWorkflow.class).at("/properties/severity/enum"))
                .map(JsonNode::textValue)
                .isEqualTo(severities);
    }

    /** What endpoints that hold a model to a schema insist on. */
    @Test
    void both_schemas_are_objects_that_leave_nothing_open() throws Exception {
        for (String schema : List.of(ReplySchema.INSTRUCTIONS, ReplySchema.PLAN)) {
            JsonNode root = JSON.readTree(schema);
            assertThat(root.path("type").textValue()).isEqualTo("object");
            List<JsonNode> objects = new ArrayList<>(root.findParents("properties"));
            assertThat(objects)
                    .filteredOn(node -> node.path("type").isTextual())
                    .isNotEmpty()
                    .allSatisfy(
                            node -> assertThat(node.path("additionalProperties").isBoolean())
                                    .isTrue());
        }
    }

    private static ObjectNode object(JsonNode form, boolean whole) {
        ObjectNode object = JSON.createObjectNode();
        List<String> required = StreamSupport.stream(form.path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        form.path("properties").properties().stream()
                .filter(property -> whole || required.contains(property.getKey()))
                .forEach(property -> object.set(property.getKey(), sample(property.getValue(), whole)));
        return object;
    }

    private static JsonNode sample(JsonNode schema, boolean whole) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").get(0).textValue()
                : schema.path("type").textValue();
        return switch (type) {
            case "integer" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "array" -> JSON.createArrayNode().add(sample(schema.path("items"), whole));
            case "object" -> object(schema, whole);
            default -> JSON.getNodeFactory().textNode("text");
        };
    }

    private static Stream<JsonNode> forms() throws Exception {
        JsonNode forms = JSON.readTree(ReplySchema.INSTRUCTIONS).at("/properties/instructions/items/anyOf");
        return StreamSupport.stream(forms.spliterator(), false);
    }

    private static JsonNode form(Class<?> type) throws Exception {
        return forms().filter(
                        form -> form.at("/properties/type/enum/0").textValue().equals(snake(type.getSimpleName())))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .map(ReplySchemaTest::snake)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
