package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * A tool that a CLI offers to the model. Immutable.
 *
 * @param name what a call names
 * @param namespace the group that it is in, which a call must name too; empty for none
 * @param kind what the protocol calls it: function, custom or local_shell
 * @param schema the JSON schema of its arguments; a missing node where there is none
 */
public record Tool(String name, String namespace, String kind, JsonNode schema) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How the CLIs call the tool that runs a command, the likelier first. */
    private static final List<String> SHELLS = List.of(
            "Bash",
            "bash",
            "exec_command",
            "shell_command",
            "shell",
            "local_shell",
            "run_shell_command",
            "execute_command",
            "run_in_terminal");

    /** Its place among the names that shells have; negative for a tool that is none. */
    int rankAsShell() {
        return SHELLS.indexOf(name);
    }

    /** The arguments with which it runs a command, as its schema wants them; what else the schema requires is made up. */
    JsonNode argumentsFor(String command) {
        if (kind.equals("custom")) {
            return TextNode.valueOf(command);
        }
        if (kind.equals("local_shell")) {
            ObjectNode action = JSON.objectNode().put("type", "exec");
            action.set("command", asArray(command));
            action.set("env", JSON.objectNode());
            return action;
        }
        JsonNode properties = schema.path("properties");
        String name = properties.has("cmd") ? "cmd" : "command";
        ObjectNode arguments = JSON.objectNode();
        boolean array = properties.path(name).path("type").asText().equals("array");
        arguments.set(name, array ? asArray(command) : TextNode.valueOf(command));
        for (JsonNode required : schema.path("required")) {
            if (!arguments.has(required.asText())) {
                arguments.set(required.asText(), MadeUp.value(properties.path(required.asText())));
            }
        }
        return arguments;
    }

    private static JsonNode asArray(String command) {
        return JSON.arrayNode().add("bash").add("-lc").add(command);
    }
}
