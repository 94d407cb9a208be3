package io.gitcortex.core.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.gitcortex.core.json.PlanJson;
import io.gitcortex.workflow.Login;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.regex.Pattern;

/** Writes a plan as a workflow file that reads back the same. What is as it would be anyway is left out. */
public final class PlanWriter {
    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().stringQuotingChecker(new Cautious()).build())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    private static final ObjectWriter WRITER = YAML.writer();

    private PlanWriter() {}

    /** The text of a workflow file, without the directory that relative file names are looked up in: that is the file's own. */
    public static String yaml(WorkflowPlan plan) {
        try {
            ObjectNode root = (ObjectNode) YAML.readTree(PlanJson.write(plan));
            root.remove("baseDirectory");
            return WRITER.writeValueAsString(told(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A plan that is a tree already cannot be written", e);
        }
    }

    private static ObjectNode told(ObjectNode object) {
        object.properties().forEach(property -> {
            if (property.getValue() instanceof ObjectNode inner) {
                told(inner);
            }
            property.getValue().forEach(element -> {
                if (element instanceof ObjectNode inner) {
                    told(inner);
                }
            });
        });
        object.properties().removeIf(property -> goesWithoutSaying(property.getKey(), property.getValue()));
        return object;
    }

    private static boolean goesWithoutSaying(String key, JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (key.equals("description") && value.asText().isEmpty())
                || (key.equals("sign") && !value.asBoolean())
                || (key.equals("login") && value.asText().equals(Login.USER.wireName()));
    }

    /** Leaves the quotes out only where no reader of YAML could take the text for anything else. */
    private static final class Cautious extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;
        private static final Pattern WORDS = Pattern.compile("[A-Za-z]([A-Za-z0-9 ,./()!_-]*[A-Za-z0-9./()!_])?");

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || !WORDS.matcher(value).matches();
        }
    }
}
