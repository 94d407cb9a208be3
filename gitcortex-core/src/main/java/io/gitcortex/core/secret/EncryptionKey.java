package io.gitcortex.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key for AES-256, and its name. Immutable. */
final class EncryptionKey {
    static final int BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private final SecretKey key;
    private final String id;

    private EncryptionKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = HexFormat.of().formatHex(Arrays.copyOf(sha256(bytes), ID_BYTES));
    }

    /** A key of 32 bytes, which are copied. */
    static EncryptionKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new EncryptionKey(bytes);
    }

    /**
     * A key as people write it.
     *
     * @param text 64 hex digits, or a text of exactly 32 bytes
     * @throws SecretException if it is neither
     */
    static EncryptionKey parse(String text) {
        byte[] bytes =
                HEX.matcher(text).matches() ? HexFormat.of().parseHex(text) : text.getBytes(StandardCharsets.UTF_8);
        try {
            if (bytes.length != BYTES) {
                throw new SecretException(
                        "Invalid encryption key length. Must be exactly 32 bytes (64 hex chars or 32 ASCII chars).");
            }
            return new EncryptionKey(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    SecretKey key() {
        return key;
    }

    /** The first 8 hex digits of the SHA-256 of the key. */
    String id() {
        return id;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it: java.security.MessageDigest lists it as required.
            throw new IllegalStateException("No SHA-256", e);
        }
    }

    /** The key's name, never the key. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }
}
