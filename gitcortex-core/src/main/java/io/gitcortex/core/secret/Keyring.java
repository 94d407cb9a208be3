package io.gitcortex.core.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The encryption keys that an environment names: one that writes, and all that read. Nothing is read or derived before a key
 * is needed: a workflow without API keys works without any.
 *
 * <p>Thread-safe.
 */
public final class Keyring {
    private static final String KEY = "GITCORTEX_ENCRYPTION_KEY";
    private static final String PASSPHRASE = "GITCORTEX_ENCRYPTION_PASSPHRASE";
    private static final String OLDER_KEYS = "GITCORTEX_DECRYPTION_KEYS";
    private static final String NOT_FOUND = "Encryption key not found. Please set " + KEY
            + " to 64 hex digits or 32 ASCII characters (or set " + PASSPHRASE
            + "): API keys are stored encrypted, or not at all.";

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

    private final Map<String, String> environment;
    private final SaltFile salt;
    private @Nullable List<EncryptionKey> keys;

    /**
     * Keys from an environment.
     *
     * @param dataDirectory where the salt of a passphrase is kept; it exists, and only this person may look into it
     */
    public Keyring(Map<String, String> environment, Path dataDirectory) {
        this.environment = Map.copyOf(environment);
        this.salt = new SaltFile(dataDirectory, new SecureRandom());
    }

    /**
     * Why nothing can be encrypted: no key is named, or one is not written as it must be.
     *
     * @return a sentence, or empty if there is a key that writes
     */
    public Optional<String> refusal() {
        try {
            variable(KEY).ifPresent(EncryptionKey::parse);
            variable(OLDER_KEYS).ifPresent(Keyring::older);
            return absence();
        } catch (SecretException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The sentence for a process without a key that writes; empty if there is one. */
    Optional<String> absence() {
        return variable(KEY).isPresent() || variable(PASSPHRASE).isPresent()
                ? Optional.empty()
                : Optional.of(NOT_FOUND);
    }

    /** The key that writes. */
    EncryptionKey writing() {
        absence().ifPresent(reason -> {
            throw new SecretException(reason);
        });
        return keys().get(0);
    }

    /** All keys that read, the one that writes first. */
    synchronized List<EncryptionKey> keys() {
        if (keys == null) {
            keys = read();
        }
        return keys;
    }

    private List<EncryptionKey> read() {
        List<EncryptionKey> found = new ArrayList<>();
        variable(KEY).map(EncryptionKey::parse).ifPresent(found::add);
        variable(PASSPHRASE)
                .map(passphrase -> Passphrase.derive(passphrase, salt.read()))
                .ifPresent(found::add);
        variable(OLDER_KEYS).ifPresent(list -> found.addAll(older(list)));
        Map<String, EncryptionKey> byId = new LinkedHashMap<>();
        found.forEach(key -> byId.putIfAbsent(key.id(), key));
        return List.copyOf(byId.values());
    }

    private static Collection<EncryptionKey> older(String list) {
        List<EncryptionKey> older = new ArrayList<>();
        SEPARATOR
                .splitAsStream(list)
                .filter(text -> !text.isEmpty())
                .forEach(text -> older.add(olderKey(text, older.size() + 1)));
        return older;
    }

    private static EncryptionKey olderKey(String text, int place) {
        try {
            return EncryptionKey.parse(text);
        } catch (SecretException e) {
            throw new SecretException(OLDER_KEYS + ", key " + place + ": " + e.getMessage()
                    + " Keys are separated by commas or blanks; write one that holds either in hex.");
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Neither variables nor keys. */
    @Override
    public String toString() {
        return "Keyring";
    }
}
