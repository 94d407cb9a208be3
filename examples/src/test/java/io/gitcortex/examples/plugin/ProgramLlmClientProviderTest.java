package io.gitcortex.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLlmClientProviderTest {
    @TempDir
    private Path directory;

    private final LlmClientProvider provider = ServiceLoader.load(LlmClientProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("program"))
            .findFirst()
            .orElseThrow();

    private PluginConfig config(Map<String, String> environment) {
        return PluginConfig.builder(directory).environment(environment).build();
    }

    @Test
    void it_is_configured_by_a_variable() {
        PluginConfig config = config(Map.of("GITCORTEX_LLM_PROGRAM", "  model --fast "));

        assertThat(provider.isConfigured(config)).isTrue();
        try (LlmClient client = provider.create(config)) {
            assertThat(client).isInstanceOf(ProgramLlmClient.class);
        }
    }

    @Test
    void without_the_variable_it_keeps_out_of_the_way() {
        assertThat(provider.isConfigured(config(Map.of()))).isFalse();
        assertThat(provider.isConfigured(config(Map.of("GITCORTEX_LLM_PROGRAM", " "))))
                .isFalse();
        assertThatThrownBy(() -> provider.create(config(Map.of())))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("GITCORTEX_LLM_PROGRAM");
    }
}
