package io.gitcortex.integration.standin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a CLI sends when it is the model's turn. Immutable.
 *
 * @param api the protocol
 * @param model the model that it asks for
 * @param prompts what the person has typed in this conversation, oldest first; the last one is being worked on
 * @param results what the tools have answered since the last prompt
 * @param tools what the model may call; empty for side questions, such as for a title
 * @param headers of the request, names in lower case
 */
public record Turn(
        ModelApi api,
        String model,
        List<String> prompts,
        List<String> results,
        List<Tool> tools,
        Map<String, String> headers) {
    /** Checks and copies. */
    public Turn {
        prompts = List.copyOf(prompts);
        results = List.copyOf(results);
        tools = List.copyOf(tools);
        headers = Map.copyOf(headers);
    }

    /** What is being worked on; empty where nobody has typed anything. */
    public String prompt() {
        return prompts.isEmpty() ? "" : prompts.get(prompts.size() - 1);
    }

    /** The tool that runs commands. */
    Optional<Tool> shell() {
        return tools.stream().filter(tool -> tool.rankAsShell() >= 0).min(Comparator.comparingInt(Tool::rankAsShell));
    }

    /** The tool of this name. */
    Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
