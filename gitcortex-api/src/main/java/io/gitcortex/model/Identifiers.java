package io.gitcortex.model;

import java.util.Objects;

/** The one rule that all identifiers share. */
final class Identifiers {
    /** Longest identifier accepted, in characters: well above what any generator makes, well below what hurts a log line. */
    static final int MAX_LENGTH = 200;

    private Identifiers() {}

    static String check(String kind, String value) {
        Objects.requireNonNull(value, kind);
        if (value.isBlank()) {
            throw new IllegalArgumentException("A " + kind + " must not be blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A " + kind + " has at most " + MAX_LENGTH + " characters, this one has " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A " + kind + " must not hold control characters");
        }
        return value;
    }
}
