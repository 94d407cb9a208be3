package io.gitcortex.core.terminal.dialect;

import java.util.Objects;

/**
 * One of the answers to what a screen asks.
 *
 * @param key by which people and the allow-list name it
 * @param label what the screen says about it
 * @param keys what is pressed to choose it
 */
public record KeyedOption(String key, String label, String keys) {
    public KeyedOption {
        Objects.requireNonNull(label, "label");
        if (key == null || key.isBlank() || keys == null || keys.isEmpty()) {
            throw new IllegalArgumentException("An option needs a key, a label, and the keys that choose it");
        }
    }
}
