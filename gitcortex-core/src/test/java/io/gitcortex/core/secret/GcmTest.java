package io.gitcortex.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Vectors of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST SP 800-38D refers to: test cases 13, 14, 16. */
class GcmTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sealsAsTheSpecificationsTestCasesDo() {
        String zeros = "00".repeat(32);
        assertSeals(zeros, "00".repeat(12), "", "", "530f8afbc74536b9a963b4f1c4cb738b");
        assertSeals(
                zeros,
                "00".repeat(12),
                "00".repeat(16),
                "",
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        assertSeals(
                "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                "cafebabefacedbaddecaf888",
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
                "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    private static void assertSeals(String... vector) {
        SecretKey key = new SecretKeySpec(HEX.parseHex(vector[0]), "AES");
        byte[] nonce = HEX.parseHex(vector[1]);
        byte[] text = HEX.parseHex(vector[2]);
        byte[] associated = HEX.parseHex(vector[3]);

        byte[] sealed = Gcm.seal(key, text, associated, new Fixed(nonce));

        assertThat(HEX.formatHex(sealed)).isEqualTo(vector[1] + vector[4]);
        assertThat(Gcm.open(key, sealed, associated))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(text));
    }

    /** Chance that is none. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] next;

        Fixed(byte[] next) {
            this.next = next;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(next, 0, bytes, 0, bytes.length);
        }
    }
}
