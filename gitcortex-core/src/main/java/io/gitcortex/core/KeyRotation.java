package io.gitcortex.core;

import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.store.SecretPlace;
import java.util.List;

/**
 * What {@link GitCortex#rotateKeys()} has done.
 *
 * <p>Immutable.
 *
 * @param rewritten stored API keys that are encrypted under the key that writes now, and were not before
 * @param current stored API keys that were so already
 * @param unreadable those that were left as they were: encrypted under a key that is not known here, or damaged
 */
public record KeyRotation(int rewritten, int current, List<SecretPlace> unreadable) {
    public KeyRotation {
        unreadable = List.copyOf(unreadable);
    }

    static KeyRotation of(StoredSecrets.Rotation done) {
        return new KeyRotation(done.rewritten(), done.current(), done.unreadable());
    }
}
