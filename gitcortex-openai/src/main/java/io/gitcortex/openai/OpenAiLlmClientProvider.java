package io.gitcortex.openai;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.model.Secret;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import java.util.Optional;

/**
 * Creates {@link OpenAiLlmClient}s, under the id {@code openai}.
 *
 * <table>
 *   <caption>What it reads: the first that is there counts</caption>
 *   <tr><th>what</th><th>given by the host</th><th>else from the environment</th><th>else</th></tr>
 *   <tr><td>the model</td><td>setting {@code model}</td><td>{@code OPENAI_MODEL}</td><td>not configured</td></tr>
 *   <tr><td>the base URL</td><td>setting {@code base_url}</td><td>{@code OPENAI_BASE_URL}</td>
 *       <td>{@code https://api.openai.com/v1}</td></tr>
 *   <tr><td>the key</td><td>secret {@code api_key}</td><td>{@code OPENAI_API_KEY}</td><td>none is sent</td></tr>
 * </table>
 *
 * <p>It is configured when a model is named, and a key or a base URL is given. Thread-safe.
 */
public final class OpenAiLlmClientProvider implements LlmClientProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OpenAiLlmClientProvider() {}

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public boolean isConfigured(PluginConfig config) {
        return model(config).isPresent()
                && (config.secret("api_key").isPresent()
                        || config.environment("OPENAI_API_KEY").isPresent()
                        || baseUrl(config).isPresent());
    }

    @Override
    public LlmClient create(PluginConfig config) {
        if (!isConfigured(config)) {
            throw new PluginException(
                    "The plugin 'openai' needs the name of a model (setting 'model' or OPENAI_MODEL) and"
                            + " either a key (secret 'api_key' or OPENAI_API_KEY) or a base URL (setting 'base_url' or"
                            + " OPENAI_BASE_URL)");
        }
        OpenAiLlmClient.Builder builder = OpenAiLlmClient.builder().clock(config.clock());
        model(config).ifPresent(builder::model);
        baseUrl(config).ifPresent(builder::baseUrl);
        try {
            return buildWithKey(builder, config);
        } catch (IllegalArgumentException e) {
            throw new PluginException("The plugin 'openai' is wrongly configured. " + e.getMessage(), e);
        }
    }

    private static LlmClient buildWithKey(OpenAiLlmClient.Builder builder, PluginConfig config) {
        Optional<Secret> given = config.secret("api_key");
        Optional<String> fromEnvironment = config.environment("OPENAI_API_KEY");
        if (given.isPresent() || fromEnvironment.isEmpty()) {
            given.ifPresent(builder::apiKey);
            return builder.build();
        }
        // A line break at the end is what `export KEY=$(cat file)` does not, but an .env file may, leave behind.
        try (Secret key = Secret.of(fromEnvironment.get().strip())) {
            return builder.apiKey(key).build();
        }
    }

    private static Optional<String> model(PluginConfig config) {
        return config.setting("model").filter(value -> !value.isBlank()).or(() -> config.environment("OPENAI_MODEL"));
    }

    private static Optional<String> baseUrl(PluginConfig config) {
        return config.setting("base_url")
                .filter(value -> !value.isBlank())
                .or(() -> config.environment("OPENAI_BASE_URL"));
    }
}
