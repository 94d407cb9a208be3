package io.gitcortex.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.model.Secret;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretCipherTest {
    /** The bytes 0 to 31. */
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static final String OTHER_KEY = "0123456789abcdef0123456789abcdef";
    private static final SecretPlace PLACE = SecretPlace.ofWorkflow(WorkflowId.of("wf-1"));

    // Written by Python's "cryptography" 48 under KEY: base64(nonce | ciphertext | tag).
    private static final String OLDER = "yv66vvrO263eyviI+ciNScYeKmlreD61F941TH5FrI31b4bUf1Zr4B55MNqanqs=";
    private static final String OLDER_NOT_UTF_8 = "yv66vvrO263eyviIdV3oFnLX3F5a1P2E7D0tKSen";
    private static final String OLDER_EMPTY = "yv66vvrO263eyviIWwp343Fsx+hs9xsm3ufVpA==";
    private static final String VERSIONED = "gc1.630dcd29.yv66vvrO263eyviI+ciNSM8NKmkfM98LmKOQWCl3q+Ezyh8y";

    private final SecretCipher cipher = cipher(KEY);

    @Test
    void whatIsEncryptedComesBack() {
        for (String text : List.of("k", "sk-1234", "schlüssel \uD83D\uDD11\n", "x".repeat(100_000))) {
            assertThat(plain(cipher.decrypt(encrypt(text)))).isEqualTo(text);
        }
    }

    @Test
    void twoEncryptionsOfOneTextDiffer() {
        assertThat(encrypt("sk-1").ciphertext()).isNotEqualTo(encrypt("sk-1").ciphertext());
    }

    @Test
    void aCiphertextNamesItsVersionAndItsKey() {
        assertThat(encrypt("sk-1").ciphertext()).matches("gc1\\.630dcd29\\.[A-Za-z0-9+/]+=*");
    }

    @Test
    void bothFormsAreReadAsAnotherImplementationHasWrittenThem() {
        assertThat(plain(cipher.decrypt(row(OLDER)))).isEqualTo("sk-older-schlüssel");
        assertThat(plain(cipher.decrypt(row(VERSIONED)))).isEqualTo("sk-newer");
    }

    @Test
    void theOlderFormIsReadUnderAnyKeyThatIsKnown() {
        SecretCipher rotated = cipher(Map.of("GITCORTEX_ENCRYPTION_KEY", OTHER_KEY, "GITCORTEX_DECRYPTION_KEYS", KEY));

        assertThat(plain(rotated.decrypt(row(OLDER)))).isEqualTo("sk-older-schlüssel");
        assertThat(rotated.isCurrent(row(OLDER))).isFalse();
    }

    @Test
    void theFourKindsOfDamageHaveEachASentenceOfItsOwn() {
        assertRefused(row("gc1.630dcd29.%%%"), "it is not valid base64");
        assertRefused(row("gc2.what is this"), "it is not valid base64");
        assertRefused(row(base64(new byte[11])), "it is too short, 11 bytes where the nonce alone takes 12");
        assertRefused(row("gc1.630dcd29."), "it is too short, 0 bytes");
        assertRefused(
                row(base64(new byte[12])), "the key is not the one that it was encrypted with, or it has been altered");
        assertRefused(
                row(base64(new byte[40])), "the key is not the one that it was encrypted with, or it has been altered");
        assertRefused(row(OLDER_NOT_UTF_8), "is not valid UTF-8 text");
        assertRefused(row(OLDER_EMPTY), "is empty");
    }

    @Test
    void aKeyThatIsNotKnownIsNamed() {
        assertRefused(cipher(OTHER_KEY), row(VERSIONED), "under key 630dcd29, which is not known here");
        assertRefused(cipher(OTHER_KEY), row(OLDER), "the key is not the one");
        assertRefused(
                cipher(Map.of()), row(VERSIONED), "Encryption key not found. Please set GITCORTEX_ENCRYPTION_KEY");
        assertRefused(cipher(Map.of()), row(OLDER), "Encryption key not found. Please set GITCORTEX_ENCRYPTION_KEY");
    }

    @Test
    void aKeyThatOnlyReadsIsEnoughToRead() {
        assertThat(plain(cipher(Map.of("GITCORTEX_DECRYPTION_KEYS", KEY)).decrypt(row(VERSIONED))))
                .isEqualTo("sk-newer");
    }

    @Test
    void everyFlippedBitIsNoticed() {
        String prefix = VERSIONED.substring(0, VERSIONED.lastIndexOf('.') + 1);
        byte[] sealed = Base64.getDecoder().decode(VERSIONED.substring(prefix.length()));
        byte[] older = Base64.getDecoder().decode(OLDER);

        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            assertRefused(row(prefix + base64(flipped(sealed, bit))), "cannot be decrypted");
        }
        for (int bit = 0; bit < older.length * Byte.SIZE; bit++) {
            assertRefused(row(base64(flipped(older, bit))), "cannot be decrypted");
        }
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        for (int i = 0; i < VERSIONED.length(); i++) {
            // The last character of base64 without padding holds whole bits here: 36 bytes are 48 characters.
            char changed = VERSIONED.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(row(VERSIONED.substring(0, i) + changed + VERSIONED.substring(i + 1)), "The stored API key");
            assertRefused(row(VERSIONED.substring(0, i) + VERSIONED.substring(i + 1)), "The stored API key");
        }
    }

    @Test
    void aCiphertextOfAnotherRowIsNoticed() {
        for (SecretPlace other : List.of(
                SecretPlace.ofWorkflow(WorkflowId.of("wf-2")),
                SecretPlace.ofTerminal(WorkflowId.of("wf-1"), TerminalId.of("coder")))) {
            String ciphertext = cipher.encrypt(Secret.of("sk-1"), other).ciphertext();

            assertRefused(row(ciphertext), "it has been altered");
        }
    }

    @Test
    void namesOfRowsThatRunTogetherAreToldApart() {
        SecretPlace one = SecretPlace.ofTerminal(WorkflowId.of("wf-1"), TerminalId.of("1x"));
        SecretPlace other = SecretPlace.ofTerminal(WorkflowId.of("wf-11"), TerminalId.of("x"));

        assertThat(AssociatedData.of(one, "630dcd29")).isNotEqualTo(AssociatedData.of(other, "630dcd29"));
        assertRefused(
                new SecretRow(one, cipher.encrypt(Secret.of("sk-1"), other).ciphertext()), "has been altered");
    }

    @Test
    void aCiphertextThatNamesAnotherKeyIsNoticed() {
        SecretCipher both = cipher(Map.of("GITCORTEX_ENCRYPTION_KEY", KEY, "GITCORTEX_DECRYPTION_KEYS", OTHER_KEY));

        assertRefused(both, row(VERSIONED.replace("630dcd29", "3eb1bd43")), "has been altered");
    }

    @Test
    void theVersionCannotBeTakenOffToPassForTheOlderForm() {
        assertRefused(row(VERSIONED.substring(VERSIONED.lastIndexOf('.') + 1)), "has been altered");
        assertRefused(row("gc1.630dcd29." + OLDER), "has been altered");
    }

    private SecretRow encrypt(String text) {
        return cipher.encrypt(Secret.of(text), PLACE);
    }

    private static SecretRow row(String ciphertext) {
        return new SecretRow(PLACE, ciphertext);
    }

    private static SecretCipher cipher(String key) {
        return cipher(Map.of("GITCORTEX_ENCRYPTION_KEY", key));
    }

    private static SecretCipher cipher(Map<String, String> environment) {
        return new SecretCipher(new Keyring(environment, Path.of("not used")), new SecureRandom());
    }

    private static String plain(Secret secret) {
        return secret.<String>use(text -> text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return copy;
    }

    private void assertRefused(SecretRow row, String reason) {
        assertRefused(cipher, row, reason);
    }

    private static void assertRefused(SecretCipher reader, SecretRow row, String reason) {
        assertThatExceptionOfType(SecretException.class)
                .as(row.ciphertext())
                .isThrownBy(() -> reader.decrypt(row))
                .withMessageContaining(reason)
                .withMessageContaining("wf-1")
                .satisfies(refusal -> assertThat(refusal).hasNoCause());
    }
}
