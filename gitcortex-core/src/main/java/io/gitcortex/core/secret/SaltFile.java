package io.gitcortex.core.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The salt of the passphrase: made once, random, and kept beside the journals. It is no secret, but without it the passphrase
 * gives another key.
 */
final class SaltFile {
    static final String NAME = "encryption-salt";
    private static final int BYTES = 16;

    private final Path file;
    private final SecureRandom chance;

    SaltFile(Path dataDirectory, SecureRandom chance) {
        this.file = dataDirectory.toAbsolutePath().resolve(NAME);
        this.chance = chance;
    }

    /** The salt, made by the first to ask. */
    byte[] read() {
        try {
            return check(readOrMake());
        } catch (IOException e) {
            throw new SecretException(
                    "The salt of the passphrase, " + file + ", cannot be read or made (" + e
                            + "). Make it readable, or put it back from a backup.",
                    e);
        }
    }

    private byte[] readOrMake() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            make();
            return Files.readAllBytes(file);
        }
    }

    private byte[] check(byte[] salt) {
        if (salt.length != BYTES) {
            throw new SecretException("The salt of the passphrase, " + file + ", has " + salt.length + " bytes and not "
                    + BYTES + ": it is damaged. Put it back from a backup.");
        }
        return salt;
    }

    /** Written aside and linked into place: whoever sees the file sees all of it, and of two who make it one wins. */
    private void make() throws IOException {
        byte[] salt = new byte[BYTES];
        chance.nextBytes(salt);
        // Temporary files have mode 0600 where there are modes: Files.createTempFile.
        Path aside = Files.createTempFile(file.getParent(), ".salt", "");
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(salt);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            putInPlace(aside);
        } finally {
            Files.deleteIfExists(aside);
            Arrays.fill(salt, (byte) 0);
        }
    }

    private void putInPlace(Path aside) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: its salt counts.
        } catch (UnsupportedOperationException e) {
            // No hard links here: as good as it gets, and still never over a salt that is there.
            Files.move(aside, file);
        }
    }
}
