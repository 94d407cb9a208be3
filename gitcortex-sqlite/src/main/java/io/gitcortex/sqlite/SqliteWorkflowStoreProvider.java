package io.gitcortex.sqlite;

import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import io.gitcortex.spi.WorkflowStoreProvider;
import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.Migrations;
import io.gitcortex.sqlite.file.Restoration;
import io.gitcortex.store.WorkflowStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Gives the store {@code sqlite}: the file {@code gitcortex.db} in the plugin's directory.
 *
 * <p>Setting {@code migrate}: {@code true} (the default), or {@code false} for a program that only looks: a database that is
 * missing or has an older schema is refused then, not made or migrated.
 *
 * <p>Setting {@code plain_secrets_refused}: see {@link WorkflowStoreProvider}.
 *
 * <p>Immutable.
 */
public final class SqliteWorkflowStoreProvider implements WorkflowStoreProvider {
    /** The name of the database in {@link PluginConfig#dataDirectory()}. */
    public static final String FILE_NAME = "gitcortex.db";

    /** For {@link java.util.ServiceLoader}. */
    public SqliteWorkflowStoreProvider() {}

    @Override
    public String id() {
        return "sqlite";
    }

    /**
     * Opens the store.
     *
     * @param config names the directory; see the class for settings
     * @return a new store, which the caller closes
     * @throws PluginException if SQLite does not work on this machine, or a setting is wrong
     * @throws io.gitcortex.store.StoreException if the file cannot be used; it is as it was
     */
    @Override
    public WorkflowStore create(PluginConfig config) {
        DatabaseOptions options = new DatabaseOptions(
                config.dataDirectory().resolve(FILE_NAME), config.clock(), Migrations.ALL, mayChange(config));
        return SqliteWorkflowStore.open(options.refusingPlainKeys(
                config.setting(WorkflowStoreProvider.PLAIN_SECRETS_REFUSED).orElse(null)));
    }

    @Override
    public Optional<Path> restore(PluginConfig config, Path backup) {
        return Restoration.restore(config.dataDirectory().resolve(FILE_NAME), backup, config.clock());
    }

    private static boolean mayChange(PluginConfig config) {
        String value = config.setting("migrate").orElse("true");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new PluginException(
                        "The setting 'migrate' of the store 'sqlite' is '" + value + "'; set it to true or false");
        };
    }
}
