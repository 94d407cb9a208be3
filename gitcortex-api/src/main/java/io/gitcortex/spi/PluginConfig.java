package io.gitcortex.spi;

import io.gitcortex.model.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a provider is given to create its part from.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class PluginConfig {
    private final Path dataDirectory;
    private final Clock clock;
    private final Map<String, String> settings;
    private final Map<String, Secret> secrets;
    private final Map<String, String> environment;

    private PluginConfig(Builder builder) {
        this.dataDirectory = builder.dataDirectory;
        this.clock = builder.clock;
        this.settings = Map.copyOf(builder.settings);
        this.secrets = Map.copyOf(builder.secrets);
        this.environment = Map.copyOf(builder.environment);
    }

    /**
     * Starts a configuration.
     *
     * @param dataDirectory where the plugin may keep files: an existing directory of mode 0700
     * @return a builder with no settings, no secrets, no environment, and the system's clock
     */
    public static Builder builder(Path dataDirectory) {
        return new Builder(dataDirectory);
    }

    /**
     * Where the plugin may keep files. Each it makes has mode 0600.
     *
     * @return an existing directory of mode 0700
     */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /**
     * The clock to read the time from.
     *
     * @return the host's clock
     */
    public Clock clock() {
        return clock;
    }

    /**
     * A setting that may be missing.
     *
     * @param name the setting's name, which the provider documents
     * @return its value, or empty
     */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /**
     * A setting that must be there.
     *
     * @param name the setting's name, which the provider documents
     * @return its value
     * @throws PluginException if it is missing; the message names it and those that are there
     */
    public String requiredSetting(String name) {
        return setting(name)
                .orElseThrow(() -> new PluginException("The setting '" + name + "' is missing; set are: "
                        + new TreeSet<>(settings.keySet()) + ". Add it to the plugin's settings."));
    }

    /**
     * A secret that may be missing.
     *
     * @param name the secret's name, which the provider documents
     * @return the secret, which its giver closes, or empty
     */
    public Optional<Secret> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /**
     * A variable of the host's environment. Plugins read the environment here and nowhere else.
     *
     * @param name the variable's name
     * @return its value, or empty if it is not set or blank
     */
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Names only: neither values nor secrets. */
    @Override
    public String toString() {
        return "PluginConfig[" + dataDirectory + ", settings " + new TreeSet<>(settings.keySet()) + ", secrets "
                + new TreeSet<>(secrets.keySet()) + "]";
    }

    /** Collects the parts of a {@link PluginConfig}. Not thread-safe. */
    public static final class Builder {
        private final Path dataDirectory;
        private Clock clock = Clock.systemUTC();
        private final Map<String, String> settings = new HashMap<>();
        private final Map<String, Secret> secrets = new HashMap<>();
        private Map<String, String> environment = Map.of();

        private Builder(Path dataDirectory) {
            this.dataDirectory = dataDirectory;
        }

        /**
         * The clock to read the time from.
         *
         * @param source the host's clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * Adds a setting.
         *
         * @param name its name
         * @param value its value
         * @return this builder
         */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /**
         * Adds a secret.
         *
         * @param name its name
         * @param value the secret; stays the caller's to close
         * @return this builder
         */
        public Builder secret(String name, Secret value) {
            secrets.put(name, value);
            return this;
        }

        /**
         * The environment that the plugin sees.
         *
         * @param variables all of it; copied when built
         * @return this builder
         */
        public Builder environment(Map<String, String> variables) {
            this.environment = variables;
            return this;
        }

        /**
         * The configuration.
         *
         * @return a new value
         */
        public PluginConfig build() {
            return new PluginConfig(this);
        }
    }
}
