package io.gitcortex.core.secret;

import io.gitcortex.model.Secret;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encrypts a secret for one column of one row: a ciphertext that is copied elsewhere, or changed in one bit, is noticed.
 *
 * <p>Written is {@code gc1.<key id>.<base64 of nonce, ciphertext and tag>}. Read is also the older form, base64 without anything
 * before it, which belongs to no row. Thread-safe.
 */
final class SecretCipher {
    private static final String VERSION = "gc1";
    private static final Pattern VERSIONED = Pattern.compile(VERSION + "\\.([0-9a-f]{8})\\.(.*)", Pattern.DOTALL);

    private static final String WAY_OUT = "Put back a backup of the database, or give the API key again.";

    private final Keyring keyring;
    private final SecureRandom chance;

    SecretCipher(Keyring keyring, SecureRandom chance) {
        this.keyring = keyring;
        this.chance = chance;
    }

    /**
     * Encrypts under the key that writes.
     *
     * @throws SecretException if there is no such key
     */
    SecretRow encrypt(Secret secret, SecretPlace place) {
        EncryptionKey key = keyring.writing();
        byte[] text = secret.use(plain -> plain.getBytes(StandardCharsets.UTF_8));
        try {
            byte[] sealed = Gcm.seal(key.key(), text, AssociatedData.of(place, key.id()), chance);
            return new SecretRow(
                    place, VERSION + "." + key.id() + "." + Base64.getEncoder().encodeToString(sealed));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Whether the value is in the newest form, under the key that writes. */
    boolean isCurrent(SecretRow row) {
        return row.ciphertext().startsWith(VERSION + "." + keyring.writing().id() + ".");
    }

    /**
     * Reads a value that was encrypted for its place.
     *
     * @return the secret, which the caller closes
     * @throws SecretException if it cannot be read; the message says why, and what to do
     */
    Secret decrypt(SecretRow row) {
        Matcher versioned = VERSIONED.matcher(row.ciphertext());
        byte[] text = versioned.matches()
                ? open(row.place(), key(row.place(), versioned.group(1)), versioned.group(2))
                : openOlder(row);
        try {
            return read(row.place(), text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private EncryptionKey key(SecretPlace place, String id) {
        return keyring.keys().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> keyring.absence()
                        .map(reason -> needed(reason, place))
                        .orElseGet(() -> new SecretException(what(place) + " is encrypted under key " + id
                                + ", which is not known here; add that key to GITCORTEX_DECRYPTION_KEYS")));
    }

    private static SecretException needed(String reason, SecretPlace place) {
        return new SecretException(reason + " " + what(place) + " cannot be read without it.");
    }

    private static byte[] open(SecretPlace place, EncryptionKey key, String base64) {
        return Gcm.open(key.key(), sealed(place, base64), AssociatedData.of(place, key.id()))
                .orElseThrow(() -> refused(place));
    }

    /** The older form does not say which key wrote it. */
    private byte[] openOlder(SecretRow row) {
        byte[] sealed = sealed(row.place(), row.ciphertext());
        List<EncryptionKey> keys = keyring.keys();
        return keys.stream()
                .map(key -> Gcm.open(key.key(), sealed, AssociatedData.NONE))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> keyring.absence()
                        .filter(reason -> keys.isEmpty())
                        .map(reason -> needed(reason, row.place()))
                        .orElseGet(() -> refused(row.place())));
    }

    private static byte[] sealed(SecretPlace place, String base64) {
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without its cause: that one quotes what it has read.
            throw new SecretException(what(place) + " cannot be decrypted: it is not valid base64. " + WAY_OUT);
        }
        if (sealed.length < Gcm.NONCE_BYTES) {
            throw new SecretException(what(place) + " cannot be decrypted: it is too short, " + sealed.length
                    + " bytes where the nonce alone takes " + Gcm.NONCE_BYTES + ". " + WAY_OUT);
        }
        return sealed;
    }

    private static Secret read(SecretPlace place, byte[] text) {
        try {
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            if (plain.isEmpty()) {
                throw new SecretException(what(place) + " is empty. " + WAY_OUT);
            }
            return Secret.of(plain);
        } catch (CharacterCodingException e) {
            throw new SecretException(what(place) + " was decrypted, and is not valid UTF-8 text. " + WAY_OUT);
        }
    }

    private static SecretException refused(SecretPlace place) {
        return new SecretException(what(place) + " cannot be decrypted: the key is not the one that it was encrypted"
                + " with, or it has been altered. Set the key that it was written under, or give the API key again.");
    }

    private static String what(SecretPlace place) {
        return "The stored API key of " + place + " (" + place.table() + "." + place.column() + ")";
    }
}
