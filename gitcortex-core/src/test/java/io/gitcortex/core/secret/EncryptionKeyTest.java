package io.gitcortex.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncryptionKeyTest {
    private static final String ASCII = "0123456789abcdef0123456789abcdef";

    @Test
    void thirtyTwoCharactersAreAKey() {
        assertThat(EncryptionKey.parse(ASCII).key().getEncoded()).asString().isEqualTo(ASCII);
    }

    @Test
    void sixtyFourHexDigitsAreAKeyOfTheirBytesInEitherCase() {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (i * 37));
        String hex = HexFormat.of().formatHex(bytes);

        assertThat(EncryptionKey.parse(hex).key().getEncoded()).isEqualTo(bytes);
        assertThat(EncryptionKey.parse(hex.toUpperCase(java.util.Locale.ROOT))
                        .key()
                        .getEncoded())
                .isEqualTo(bytes);
    }

    @Test
    void everyOtherLengthIsRefusedWithASentenceThatSaysWhichOneIsRight() {
        for (String wrong : new String[] {
            "x", ASCII.substring(1), ASCII + "x", ASCII + "\n", "ab".repeat(31), "g".repeat(64), "é".repeat(32)
        }) {
            assertThatExceptionOfType(SecretException.class)
                    .isThrownBy(() -> EncryptionKey.parse(wrong))
                    .withMessage("Invalid encryption key length. Must be exactly 32 bytes"
                            + " (64 hex chars or 32 ASCII chars).");
        }
    }

    @Test
    void aKeyIsNamedByTheFirstEightHexDigitsOfItsDigest() {
        // printf %s 0123456789abcdef0123456789abcdef | sha256sum
        assertThat(EncryptionKey.parse(ASCII).id()).isEqualTo("3eb1bd43");
    }

    @Test
    void aKeyPrintsItsNameAlone() {
        assertThat(EncryptionKey.parse(ASCII)).hasToString("EncryptionKey[3eb1bd43]");
    }
}
