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
 * @param startedAt when the operating system says the process started; where it can tell, counted from the boot and put
 *     down as if that had been the epoch, since wall-clock time may be set anew. Only its owner's host can compare it.
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
