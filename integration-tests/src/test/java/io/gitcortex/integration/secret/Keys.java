package io.gitcortex.integration.secret;

import io.gitcortex.core.secret.Keyring;
import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.model.Secret;
import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encryption keys for tests, and a look at what is stored under them. */
final class Keys {
    static final String ONE = "0123456789abcdef0123456789abcdef";
    static final String TWO = "ab".repeat(32);

    private Keys() {}

    /** This process's environment without anybody's keys, and with these. */
    static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("GITCORTEX_"));
        environment.putAll(variables);
        return environment;
    }

    static Map<String, String> writing(String key) {
        return environment(Map.of("GITCORTEX_ENCRYPTION_KEY", key));
    }

    static Path database(Path repository) {
        return repository.resolve(".git/gitcortex/gitcortex.db");
    }

    static List<SecretRow> rows(Path repository) {
        try (SqliteWorkflowStore store = SqliteWorkflowStore.open(database(repository))) {
            return store.secrets();
        }
    }

    /** The plain text at a place, read under one key alone. */
    static String plain(Path repository, String key, SecretPlace place) {
        try (SqliteWorkflowStore store = SqliteWorkflowStore.open(database(repository))) {
            Map<String, String> environment = Map.of("GITCORTEX_ENCRYPTION_KEY", key);
            StoredSecrets secrets = new StoredSecrets(store, new Keyring(environment, repository));
            try (Secret secret = secrets.find(place).orElseThrow()) {
                return secret.<String>use(text -> text);
            }
        }
    }
}
