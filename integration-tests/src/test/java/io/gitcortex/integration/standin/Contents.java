package io.gitcortex.integration.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** Turns a step into what an answer holds, with the tools that the CLI offers. */
final class Contents {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Contents() {}

    static Content of(Step step, Turn turn) {
        if (step instanceof Step.Say say) {
            return new Content.Text(say.text());
        }
        if (step instanceof Step.Call call) {
            Tool tool = turn.tool(call.tool())
                    .orElseGet(() -> new Tool(call.tool(), "", "function", MissingNode.getInstance()));
            try {
                return new Content.ToolCall(tool, MAPPER.readTree(call.arguments()));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("The arguments of " + call.tool() + " are no JSON", e);
            }
        }
        if (step instanceof Step.Shell shell) {
            Optional<Tool> tool = turn.shell();
            return tool.isPresent()
                    ? new Content.ToolCall(tool.get(), tool.get().argumentsFor(shell.command()))
                    : new Content.Text("No tool runs commands here: "
                            + turn.tools().stream().map(Tool::name).toList());
        }
        throw new IllegalArgumentException("A step that must not be within another: " + step);
    }
}
