package io.gitcortex.workflow;

import io.gitcortex.model.Secret;
import io.gitcortex.model.TerminalId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host asks of one agent's seat.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class TerminalPlan {
    /** The role of a terminal that judges. */
    public static final String REVIEWER = "reviewer";

    private final String role;
    private final @Nullable TerminalId id;
    private final @Nullable String cli;
    private final @Nullable String model;
    private final List<String> command;
    private final List<String> passEnv;
    private final Login login;
    private final @Nullable Secret apiKey;

    private TerminalPlan(Builder builder) {
        this.role = Objects.requireNonNull(builder.role, "role");
        this.id = builder.id;
        this.cli = builder.cli;
        this.model = builder.model;
        this.command = List.copyOf(builder.command);
        this.passEnv = List.copyOf(builder.passEnv);
        this.login = builder.login;
        this.apiKey = builder.apiKey;
        if (role.isBlank()) {
            throw new IllegalArgumentException("The role of a terminal must not be blank");
        }
    }

    /**
     * Starts a value with what every one must have.
     *
     * @param role what it is for: {@code reviewer} judges the work of the terminals before it, every other role works
     * @return a builder for the rest
     */
    public static Builder builder(String role) {
        return new Builder(role);
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(role);
        builder.id = id;
        builder.cli = cli;
        builder.model = model;
        builder.command = command;
        builder.passEnv = passEnv;
        builder.login = login;
        builder.apiKey = apiKey;
        return builder;
    }

    /**
     * What it is for: {@code reviewer} judges the work of the terminals before it, every other role works.
     *
     * @return never null
     */
    public String role() {
        return role;
    }

    /**
     * Its id; made by GitCortex where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<TerminalId> id() {
        return Optional.ofNullable(id);
    }

    /**
     * The dialect of its coding CLI; the plan's where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<String> cli() {
        return Optional.ofNullable(cli);
    }

    /**
     * The model that the CLI is to use; the CLI's own choice where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /**
     * The program and arguments that the {@code shell} dialect runs.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<String> command() {
        return command;
    }

    /**
     * The names of variables of the host's environment that the CLI may see.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<String> passEnv() {
        return passEnv;
    }

    /**
     * Whose login the CLI uses.
     *
     * @return the value
     */
    public Login login() {
        return login;
    }

    /**
     * The key for the CLI's model; stays the host's to close. It is stored encrypted when the workflow starts, and in no
     * event: the plan in the journal has none.
     *
     * @return the value, or empty
     */
    public Optional<Secret> apiKey() {
        return Optional.ofNullable(apiKey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TerminalPlan that
                && Objects.equals(role, that.role)
                && Objects.equals(id, that.id)
                && Objects.equals(cli, that.cli)
                && Objects.equals(model, that.model)
                && Objects.equals(command, that.command)
                && Objects.equals(passEnv, that.passEnv)
                && Objects.equals(login, that.login)
                && Objects.equals(apiKey, that.apiKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(role, id, cli, model, command, passEnv, login, apiKey);
    }

    @Override
    public String toString() {
        return "TerminalPlan[" + (id == null ? "" : id + " ") + role + "]";
    }

    /** Collects the parts of a {@link TerminalPlan}. Not thread-safe. */
    public static final class Builder {
        private final String role;
        private @Nullable TerminalId id;
        private @Nullable String cli;
        private @Nullable String model;
        private List<String> command = List.of();
        private List<String> passEnv = List.of();
        private Login login = Login.USER;
        private @Nullable Secret apiKey;

        private Builder(String role) {
            this.role = role;
        }

        /**
         * Sets its id; made by GitCortex where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder id(@Nullable TerminalId value) {
            this.id = value;
            return this;
        }

        /**
         * Sets the dialect of its coding CLI; the plan's where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder cli(@Nullable String value) {
            this.cli = value;
            return this;
        }

        /**
         * Sets the model that the CLI is to use; the CLI's own choice where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder model(@Nullable String value) {
            this.model = value;
            return this;
        }

        /**
         * Sets the program and arguments that the {@code shell} dialect runs.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder command(List<String> value) {
            this.command = value;
            return this;
        }

        /**
         * Sets the names of variables of the host's environment that the CLI may see.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder passEnv(List<String> value) {
            this.passEnv = value;
            return this;
        }

        /**
         * Sets whose login the CLI uses.
         *
         * @param value the value
         * @return this builder
         */
        public Builder login(Login value) {
            this.login = value;
            return this;
        }

        /**
         * Sets the key for the CLI's model, given to its processes alone.
         *
         * @param value the value, or null for none; stays the caller's to close
         * @return this builder
         */
        public Builder apiKey(@Nullable Secret value) {
            this.apiKey = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public TerminalPlan build() {
            return new TerminalPlan(this);
        }
    }
}
