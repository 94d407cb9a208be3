package io.gitcortex.integration.clis;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The home of a person who has logged a CLI in at a stand-in for its model. What the CLI asks about a directory that it does not
 * know is left for the dialect to answer.
 */
final class CliHome {
    private static final String KEY = "sk-ant-stand-in-0123456789abcdefghij";

    private final Cli cli;
    private final URI model;

    CliHome(Cli cli, URI model) {
        this.cli = cli;
        this.model = model;
    }

    /** What the plan calls the model; empty where the CLI's own choice will do. */
    Optional<String> modelName() {
        return switch (cli) {
            case CLAUDE_CODE, CODEX -> Optional.empty();
            case OPENCODE -> Optional.of("stand-in/m1");
            case COPILOT, GEMINI, QWEN_CODE -> Optional.of("m1");
        };
    }

    /** What leads to the stand-in, and keeps a CLI from calling anybody else: the plan passes it on. */
    Map<String, String> variables() {
        return switch (cli) {
            case CLAUDE_CODE -> Map.of("ANTHROPIC_BASE_URL", model.toString(), "ANTHROPIC_API_KEY", KEY);
            case CODEX, OPENCODE -> Map.of("OPENAI_API_KEY", KEY);
            case COPILOT ->
                Map.of(
                        "COPILOT_PROVIDER_BASE_URL",
                        model + "/v1",
                        "COPILOT_PROVIDER_API_KEY",
                        KEY,
                        "COPILOT_MODEL",
                        "m1",
                        "COPILOT_OFFLINE",
                        "true");
            case GEMINI -> Map.of("GOOGLE_GEMINI_BASE_URL", model.toString(), "GEMINI_API_KEY", KEY);
            case QWEN_CODE -> Map.of("OPENAI_BASE_URL", model + "/v1", "OPENAI_API_KEY", KEY);
        };
    }

    /** Writes what a first start leaves behind. */
    Path make(Path directory) throws IOException {
        Path file = directory.resolve(
                switch (cli) {
                    case CLAUDE_CODE -> ".claude.json";
                    case CODEX -> ".codex/config.toml";
                    case COPILOT -> ".copilot/config.json";
                    case GEMINI -> ".gemini/settings.json";
                    case OPENCODE -> ".config/opencode/opencode.json";
                    case QWEN_CODE -> ".qwen/settings.json";
                });
        Files.createDirectories(file.getParent());
        Files.writeString(file, settings());
        return directory;
    }

    private String settings() {
        return switch (cli) {
            case CLAUDE_CODE -> "{\"hasCompletedOnboarding\": true, \"theme\": \"dark\"}";
            case CODEX -> """
                    model_provider = "stand-in"
                    model = "gpt-5"
                    [model_providers.stand-in]
                    name = "stand-in"
                    base_url = "%s/v1"
                    env_key = "OPENAI_API_KEY"
                    wire_api = "responses"
                    """.formatted(model);
            case COPILOT -> "{}";
            case GEMINI -> """
                    {"security": {"auth": {"selectedType": "gemini-api-key"}}, "privacy": {"usageStatisticsEnabled": false},
                     "general": {"enableAutoUpdate": false, "enableAutoUpdateNotification": false}}
                    """;
            case OPENCODE -> """
                    {"autoupdate": false, "share": "disabled", "small_model": "stand-in/m1",
                     "provider": {"stand-in": {"npm": "@ai-sdk/openai-compatible",
                      "options": {"baseURL": "%s/v1", "apiKey": "{env:OPENAI_API_KEY}"},
                      "models": {"m1": {"tool_call": true, "limit": {"context": 100000, "output": 8000}}}}}}
                    """.formatted(model);
            case QWEN_CODE -> """
                    {"security": {"auth": {"selectedType": "openai"}}, "privacy": {"usageStatisticsEnabled": false},
                     "general": {"enableAutoUpdate": false, "gitCoAuthor": false}}
                    """;
        };
    }
}
