package io.gitcortex.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Names the process that owns a workflow, such that a recycled process id cannot be taken for it.
 *
 * <p>Immutable.
 *
 * @param host the name of the host
 * @param pid the process id
 * @param startedAt when the operating system says the process started
 * @param bootId which boot of the host
 * @param instance a random text, made anew each time a {@code GitCortex} is opened
 */
public record Owner(String host, long pid, Instant startedAt, String bootId, String instance) {
    public Owner {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(bootId, "bootId");
        Objects.requireNonNull(instance, "instance");
    }
}
