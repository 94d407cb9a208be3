package io.gitcortex.store;

import io.gitcortex.model.Secret;
import java.util.Objects;

/**
 * A value that an older version of the store has kept as it is, to be encrypted.
 *
 * <p>Immutable. Whoever reads it closes the secret.
 *
 * @param place where its encrypted form belongs
 * @param value the value
 */
public record PlainSecretRow(SecretPlace place, Secret value) {
    public PlainSecretRow {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(value, "value");
    }
}
