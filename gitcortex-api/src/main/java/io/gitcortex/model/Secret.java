package io.gitcortex.model;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A text that must not be seen: an API key, a password. It prints as {@code ***}, is not serialisable, and gives its
 * characters only to code that asks for them by {@link #use}.
 *
 * <p>Thread-safe. Immutable until {@linkplain #close() closed}.
 */
public final class Secret implements AutoCloseable {
    private final char[] characters;
    private volatile boolean closed;

    private Secret(char[] characters) {
        this.characters = characters;
    }

    /**
     * A secret that holds {@code text}.
     *
     * @param text the characters to keep, not empty
     * @return the secret
     * @throws IllegalArgumentException if {@code text} is empty
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty");
        }
        return new Secret(text.toCharArray());
    }

    /**
     * Lets {@code reader} see the text. What the reader returns must not hold it.
     *
     * @param reader called once, on this thread, with the plain text
     * @param <T> what the reader makes of it
     * @return what the reader returned
     * @throws IllegalStateException if this secret is closed
     */
    public <T> T use(Function<? super String, ? extends T> reader) {
        synchronized (characters) {
            if (closed) {
                throw new IllegalStateException("The secret has been closed");
            }
            return reader.apply(new String(characters));
        }
    }

    /** Overwrites the characters. Idempotent. */
    @Override
    public void close() {
        synchronized (characters) {
            closed = true;
            Arrays.fill(characters, '\0');
        }
    }

    /** Never the text: always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
