package io.gitcortex.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class PassphraseTest {
    /** RFC 9106, 5.3: with a secret and associated data, which a passphrase of ours does not have. */
    @Test
    void theLibraryGivesTheTagOfTheRfc() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);

        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /** The expected key was made with OpenSSL's Argon2id: 64 MiB, 3 passes, 4 lanes. */
    @Test
    void aPassphraseGivesTheKeyThatAnotherImplementationGives() {
        EncryptionKey key = Passphrase.derive("correct horse", filled(16, 2));

        assertThat(HexFormat.of().formatHex(key.key().getEncoded()))
                .isEqualTo("a621651423a735add22ff0be77561a592a84b374f0065afe6d623bd3d6f3062c");
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
