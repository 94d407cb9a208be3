package io.gitcortex.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.model.Secret;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OpenAiLlmClientProviderTest {
    @AutoClose
    private final Secret key = Secret.of("sk-canary-4e2f8a6c0b9d7e5f");

    private final LlmClientProvider provider = new OpenAiLlmClientProvider();

    @Test
    void the_service_loader_finds_it_by_its_id() {
        assertThat(ServiceLoader.load(LlmClientProvider.class))
                .extracting(LlmClientProvider::id)
                .containsExactly("openai");
    }

    @Test
    void it_is_configured_when_a_model_and_a_key_or_a_base_url_are_given() {
        assertThat(provider.isConfigured(config().build())).isFalse();
        assertThat(provider.isConfigured(config().setting("model", "m").build()))
                .isFalse();
        assertThat(provider.isConfigured(config().secret("api_key", key).build()))
                .isFalse();
        assertThat(provider.isConfigured(
                        config().setting("model", " ").secret("api_key", key).build()))
                .isFalse();
        assertThat(provider.isConfigured(
                        config().setting("model", "m").secret("api_key", key).build()))
                .isTrue();
        assertThat(provider.isConfigured(config().setting("model", "m")
                        .setting("base_url", "http://localhost:1/v1")
                        .build()))
                .isTrue();
        assertThat(provider.isConfigured(environment(Map.of("OPENAI_MODEL", "m"))))
                .isFalse();
        assertThat(provider.isConfigured(environment(Map.of("OPENAI_MODEL", "m", "OPENAI_API_KEY", "k"))))
                .isTrue();
        assertThat(provider.isConfigured(environment(Map.of("OPENAI_MODEL", "m", "OPENAI_BASE_URL", "http://h"))))
                .isTrue();
    }

    @Test
    void the_official_endpoint_is_the_default() {
        try (LlmClient client = provider.create(
                config().setting("model", "m").secret("api_key", key).build())) {
            assertThat(client).hasToString("OpenAiLlmClient[https://api.openai.com/v1, m]");
        }
    }

    @Test
    void settings_count_before_the_environment() {
        PluginConfig config = config().setting("model", "mine")
                .setting("base_url", "http://mine/v1/")
                .environment(
                        Map.of("OPENAI_MODEL", "theirs", "OPENAI_BASE_URL", "http://theirs", "OPENAI_API_KEY", "k\n"))
                .build();

        try (LlmClient client = provider.create(config)) {
            assertThat(client).hasToString("OpenAiLlmClient[http://mine/v1, mine]");
        }
    }

    @Test
    void without_enough_the_error_names_every_way_out() {
        assertThatThrownBy(() -> provider.create(config().build()))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("OPENAI_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "api_key");
    }

    @Test
    void a_wrong_base_url_or_key_is_an_error_of_the_plugin() {
        assertThatThrownBy(() -> provider.create(config().setting("model", "m")
                        .setting("base_url", "nonsense")
                        .build()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("base URL must be");
        assertThatThrownBy(
                        () -> provider.create(environment(Map.of("OPENAI_MODEL", "m", "OPENAI_API_KEY", "k\u00e9y"))))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("API key")
                .hasMessageNotContaining("k\u00e9y");
    }

    private static PluginConfig.Builder config() {
        return PluginConfig.builder(Path.of("unused"));
    }

    private static PluginConfig environment(Map<String, String> variables) {
        return config().environment(variables).build();
    }
}
