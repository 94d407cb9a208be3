package io.gitcortex.core.secret;

import io.gitcortex.model.Secret;
import io.gitcortex.store.PlainSecretRow;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys in a store. Each is written in a transaction of its own, over the value that was seen and no other: every method
 * may be cut off anywhere and called again, by any process.
 *
 * <p>Thread-safe. Its methods block for as long as the store does, and once for as long as a passphrase takes (a second).
 */
public final class StoredSecrets {
    private static final Logger log = LoggerFactory.getLogger(StoredSecrets.class);

    /** So many others would have to write the same key between our look and our write. */
    private static final int ATTEMPTS = 5;

    private final WorkflowStore store;
    private final SecretCipher cipher;
    private final Keyring keyring;

    /** The keys in this store, encrypted under these. */
    public StoredSecrets(WorkflowStore store, Keyring keyring) {
        this.store = store;
        this.keyring = keyring;
        this.cipher = new SecretCipher(keyring, new SecureRandom());
    }

    /**
     * What a rotation has done.
     *
     * @param rewritten values that are under the key that writes now, and were not before
     * @param current values that were so already
     * @param unreadable places whose value is under a key that is not known, or damaged; it has been left as it was
     */
    public record Rotation(int rewritten, int current, List<SecretPlace> unreadable) {
        /** Copies the list. */
        public Rotation {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * A secret as it may be stored at a place.
     *
     * @throws SecretException if no encryption key is set
     */
    public SecretRow encrypt(SecretPlace place, Secret secret) {
        return cipher.encrypt(secret, place);
    }

    /**
     * The secret of a place.
     *
     * @return the secret, which the caller closes, or empty if none is stored
     * @throws SecretException if it cannot be read
     */
    public Optional<Secret> find(SecretPlace place) {
        return row(place).map(cipher::decrypt);
    }

    private Optional<SecretRow> row(SecretPlace place) {
        return store.secrets().stream().filter(row -> row.place().equals(place)).findFirst();
    }

    /**
     * Stores a secret at a place, whatever is there; nothing is written if it is there already.
     *
     * @throws SecretException if no encryption key is set
     */
    public void keep(SecretPlace place, Secret secret) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SecretRow now = row(place).orElse(null);
            if (now != null && holds(now, secret)) {
                return;
            }
            if (store.replaceSecret(cipher.encrypt(secret, place), ciphertext(now))) {
                return;
            }
        }
        throw new StoreException(
                "The API key of " + place + " could not be stored: others keep changing it. Try again.");
    }

    private static @Nullable String ciphertext(@Nullable SecretRow row) {
        return row == null ? null : row.ciphertext();
    }

    private boolean holds(SecretRow row, Secret secret) {
        try (Secret stored = cipher.decrypt(row)) {
            return stored.use(text -> secret.use(text::equals));
        } catch (SecretException e) {
            return false; // Whatever it is, it is not this.
        }
    }

    /**
     * Encrypts what an older version has stored as it is: writes, reads back, and only then lets the store forget the plain
     * values.
     *
     * @throws SecretException if there are plain values and no encryption key; nothing has changed then
     */
    public void encryptPlain() {
        List<PlainSecretRow> plain = store.plainSecrets();
        if (plain.isEmpty()) {
            return;
        }
        try {
            keyring.refusal().ifPresent(reason -> {
                throw new SecretException(reason);
            });
            plain.forEach(row -> keep(row.place(), row.value()));
            plain.forEach(this::requireStored);
            store.dropPlainSecrets();
            log.info("{} API keys that were stored unencrypted are encrypted now", plain.size());
        } finally {
            plain.forEach(row -> row.value().close());
        }
    }

    private void requireStored(PlainSecretRow plain) {
        boolean stored =
                row(plain.place()).filter(row -> holds(row, plain.value())).isPresent();
        if (!stored) {
            throw new StoreException("The API key of " + plain.place() + " did not come back as it was encrypted; the"
                    + " unencrypted one was kept. Open again.");
        }
    }

    /**
     * Rewrites every value that is not under the key that writes.
     *
     * @throws SecretException if there are values and no encryption key is set, or one is not written as it must be
     */
    public Rotation rotate() {
        List<SecretRow> rows = store.secrets();
        if (rows.isEmpty() && keyring.absence().isPresent()) {
            return new Rotation(0, 0, List.of());
        }
        keyring.writing();
        int rewritten = 0;
        int current = 0;
        List<SecretPlace> unreadable = new ArrayList<>();
        for (SecretRow row : rows) {
            switch (rotate(row)) {
                case REWRITTEN -> rewritten++;
                case CURRENT -> current++;
                case UNREADABLE -> unreadable.add(row.place());
            }
        }
        return new Rotation(rewritten, current, unreadable);
    }

    private enum Turn {
        REWRITTEN,
        CURRENT,
        UNREADABLE
    }

    private Turn rotate(SecretRow seen) {
        SecretRow row = seen;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Secret secret = cipher.decrypt(row)) {
                if (cipher.isCurrent(row)) {
                    return Turn.CURRENT;
                }
                if (store.replaceSecret(cipher.encrypt(secret, row.place()), row.ciphertext())) {
                    return Turn.REWRITTEN;
                }
            } catch (SecretException e) {
                log.warn("{}", e.getMessage());
                return Turn.UNREADABLE;
            }
            row = row(row.place()).orElse(row);
        }
        throw new StoreException(
                "The API key of " + seen.place() + " could not be rewritten: others keep changing it. Try again.");
    }
}
