package io.gitcortex.core.secret;

import io.gitcortex.store.SecretPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a ciphertext is bound to: table, column, row and key. */
final class AssociatedData {
    static final byte[] NONE = {};

    private AssociatedData() {}

    /** Each part follows its own length, so that no two lists of parts give the same bytes. */
    static byte[] of(SecretPlace place, String keyId) {
        List<String> parts = new ArrayList<>(List.of(place.table(), place.column()));
        parts.addAll(place.rowId());
        parts.add(keyId);
        List<byte[]> encoded = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(
                encoded.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        encoded.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }
}
