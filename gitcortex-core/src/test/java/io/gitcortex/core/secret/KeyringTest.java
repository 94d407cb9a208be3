package io.gitcortex.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String TWO = "ab".repeat(32);
    private static final String ABSENT = "Encryption key not found. Please set GITCORTEX_ENCRYPTION_KEY";

    @TempDir
    Path directory;

    @Test
    void withoutAKeyTheSentenceNamesTheVariable() {
        for (Map<String, String> environment : List.of(
                Map.<String, String>of(),
                Map.of("GITCORTEX_ENCRYPTION_KEY", ""),
                Map.of("GITCORTEX_ENCRYPTION_KEY", " "),
                Map.of("GITCORTEX_DECRYPTION_KEYS", ONE))) {
            assertThatExceptionOfType(SecretException.class)
                    .isThrownBy(() -> keyring(environment).writing())
                    .withMessageStartingWith(ABSENT);
            assertThat(keyring(environment).refusal())
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith(ABSENT));
        }
    }

    @Test
    void aKeyThatIsTooShortIsRefusedWhenItIsNeededAndNotBefore() {
        Keyring keyring = keyring(Map.of("GITCORTEX_ENCRYPTION_KEY", "too short"));

        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(keyring::writing)
                .withMessageContaining("32 bytes")
                .withMessageNotContaining("too short");
        assertThat(keyring.refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("32 bytes"));
    }

    @Test
    void theKeyWritesAndOlderOnesRead() {
        Keyring keyring = keyring(Map.of(
                "GITCORTEX_ENCRYPTION_KEY",
                ONE,
                "GITCORTEX_DECRYPTION_KEYS",
                TWO + ", \n" + ONE + "\t" + "c".repeat(32)));

        assertThat(keyring.writing().id()).isEqualTo(EncryptionKey.parse(ONE).id());
        assertThat(keyring.keys())
                .extracting(EncryptionKey::id)
                .containsExactly(
                        EncryptionKey.parse(ONE).id(),
                        EncryptionKey.parse(TWO).id(),
                        EncryptionKey.parse("c".repeat(32)).id());
        assertThat(keyring.refusal()).isEmpty();
    }

    @Test
    void anOlderKeyThatIsWrongIsNamedByItsPlace() {
        Keyring keyring = keyring(Map.of("GITCORTEX_ENCRYPTION_KEY", ONE, "GITCORTEX_DECRYPTION_KEYS", TWO + ",no"));

        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(keyring::keys)
                .withMessageContaining("GITCORTEX_DECRYPTION_KEYS, key 2")
                .withMessageContaining("32 bytes");
    }

    @Test
    void aPassphraseGivesTheSameKeyAgainAndAnotherElsewhere() throws IOException {
        Map<String, String> environment = Map.of("GITCORTEX_ENCRYPTION_PASSPHRASE", "correct horse");
        String first = keyring(environment).writing().id();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

        assertThat(keyring(environment).writing().id()).isEqualTo(first);
        assertThat(new Keyring(environment, elsewhere).writing().id()).isNotEqualTo(first);
    }

    @Test
    void besideAKeyThePassphraseReads() {
        String passphrase = keyring(Map.of("GITCORTEX_ENCRYPTION_PASSPHRASE", "correct horse"))
                .writing()
                .id();
        Keyring both =
                keyring(Map.of("GITCORTEX_ENCRYPTION_KEY", ONE, "GITCORTEX_ENCRYPTION_PASSPHRASE", "correct horse"));

        assertThat(both.keys())
                .extracting(EncryptionKey::id)
                .containsExactly(EncryptionKey.parse(ONE).id(), passphrase);
    }

    @Test
    void theSaltIsKeptWhereOnlyThisPersonMayLook() throws IOException {
        byte[] salt = new SaltFile(directory, new java.security.SecureRandom()).read();

        Path file = directory.resolve(SaltFile.NAME);
        assertThat(file).hasBinaryContent(salt);
        assertThat(salt).hasSize(16).isNotEqualTo(new byte[16]);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("nothing is left of making it").containsExactly(file);
        }
    }

    @Test
    void ofThoseWhoMakeTheSaltAtOnceAllGetTheSame() {
        List<String> salts = Stream.generate(() -> new SaltFile(directory, new java.security.SecureRandom()))
                .limit(16)
                .parallel()
                .map(file -> java.util.HexFormat.of().formatHex(file.read()))
                .distinct()
                .toList();

        assertThat(salts).hasSize(1);
    }

    @Test
    void aDamagedSaltIsNotReplaced() throws IOException {
        Files.write(directory.resolve(SaltFile.NAME), new byte[3]);

        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(() -> new SaltFile(directory, new java.security.SecureRandom()).read())
                .withMessageContaining("3 bytes and not 16")
                .withMessageContaining(SaltFile.NAME);
        assertThat(directory.resolve(SaltFile.NAME)).hasBinaryContent(new byte[3]);
    }

    @Test
    void aKeyringPrintsNothingOfItsKeys() {
        assertThat(keyring(Map.of("GITCORTEX_ENCRYPTION_KEY", ONE)).toString()).isEqualTo("Keyring");
    }

    private Keyring keyring(Map<String, String> environment) {
        return new Keyring(environment, directory);
    }
}
