package io.gitcortex.examples.plugin;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import java.util.List;
import java.util.Optional;

/** Makes a {@link ProgramLlmClient} of the command in the variable {@code GITCORTEX_LLM_PROGRAM}, where there is one. */
public final class ProgramLlmClientProvider implements LlmClientProvider {
    private static final String VARIABLE = "GITCORTEX_LLM_PROGRAM";

    /** For {@link java.util.ServiceLoader}. */
    public ProgramLlmClientProvider() {}

    @Override
    public String id() {
        return "program";
    }

    @Override
    public boolean isConfigured(PluginConfig config) {
        return command(config).isPresent();
    }

    @Override
    public LlmClient create(PluginConfig config) {
        List<String> command = command(config)
                .orElseThrow(() -> new PluginException("The plugin 'program' needs the model's command, with its"
                        + " arguments, in the variable " + VARIABLE));
        return new ProgramLlmClient(command, config.dataDirectory());
    }

    private static Optional<List<String>> command(PluginConfig config) {
        return config.environment(VARIABLE)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> List.of(line.split("\\s+")));
    }
}
