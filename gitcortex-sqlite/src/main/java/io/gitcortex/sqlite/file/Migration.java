package io.gitcortex.sqlite.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One step of the schema. Once published it is never changed: its checksum is in every database that has taken it.
 *
 * @param number its place: 1 for the first, without gaps
 * @param name what it does, in a word or two
 * @param script statements, separated by semicolons
 */
public record Migration(int number, String name, String script) {
    String checksum() {
        return checksum(script);
    }

    static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it: java.security.MessageDigest lists it as required.
            throw new IllegalStateException("No SHA-256", e);
        }
    }
}
