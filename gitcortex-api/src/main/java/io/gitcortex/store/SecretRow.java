package io.gitcortex.store;

import java.util.Objects;

/**
 * An encrypted value. The store keeps it, and cannot read it.
 *
 * <p>Immutable.
 *
 * @param place where it belongs
 * @param ciphertext the value, encrypted for that place; never blank
 */
public record SecretRow(SecretPlace place, String ciphertext) {
    public SecretRow {
        Objects.requireNonNull(place, "place");
        if (ciphertext.isBlank()) {
            throw new IllegalArgumentException("The encrypted value of " + place + " is blank");
        }
    }

    /** Names the place, and not the value. */
    @Override
    public String toString() {
        return "SecretRow[" + place + "]";
    }
}
