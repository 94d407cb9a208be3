package io.gitcortex.core.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES in Galois/Counter Mode, by the JDK. A sealed text is nonce, ciphertext and tag, one after the other. Nonces are random: as
 * long as a key encrypts fewer than 2^32 texts, two equal ones are not to be expected.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D</a>, 8.2.2 and 8.3
 */
final class Gcm {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private Gcm() {}

    static byte[] seal(SecretKey key, byte[] text, byte[] associated, SecureRandom chance) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        try {
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BYTES);
            cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(text, 0, text.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new SecretException("AES-256-GCM does not work in this JDK (" + e + ")", e);
        }
    }

    /** The text; empty if the key or the associated data are others, or a bit has changed. */
    static Optional<byte[]> open(SecretKey key, byte[] sealed, byte[] associated) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            return Optional.empty(); // Cut off: what is left cannot hold a whole tag.
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, associated)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new SecretException("AES-256-GCM does not work in this JDK (" + e + ")", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
