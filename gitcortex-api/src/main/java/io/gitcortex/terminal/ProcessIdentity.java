package io.gitcortex.terminal;

import java.time.Instant;
import java.util.Objects;

/**
 * Names a process such that a recycled process id cannot be taken for it.
 *
 * <p>Immutable.
 *
 * @param pid the process id
 * @param startedAt when the operating system says it started
 * @param bootId which boot of which host: on Linux {@code /proc/sys/kernel/random/boot_id} (random(4)), elsewhere another
 *     text that changes with each boot
 */
public record ProcessIdentity(long pid, Instant startedAt, String bootId) {
    public ProcessIdentity {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(bootId, "bootId");
        if (pid <= 0) {
            throw new IllegalArgumentException("A process id is positive, not " + pid);
        }
    }
}
