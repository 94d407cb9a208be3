package io.gitcortex.core.run;

import io.gitcortex.store.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Who this process is, and whether another one still lives. */
public final class Owners {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Start times come in clock ticks on Linux (proc(5)); two readings of one process may differ by their rounding. */
    private static final Duration START_TOLERANCE = Duration.ofMillis(20);

    private final String host;
    private final String bootId;

    private Owners(String host, String bootId) {
        this.host = host;
        this.bootId = bootId;
    }

    /** Owners as seen from this host. */
    public static Owners ofThisHost(Map<String, String> environment) {
        return new Owners(hostName(environment), bootId());
    }

    /** This process, under a name for this opening of a {@code GitCortex}. */
    public Owner self(String instance) {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(host, self.pid(), startOf(self).orElse(Instant.EPOCH), bootId, instance);
    }

    /** Whether the owner is a process of this host: only then can it be said whether it lives. */
    public boolean isOfThisHost(Owner owner) {
        return owner.host().equals(host);
    }

    /** Whether a process of this host lives: the same boot, the same process id, and the same start. */
    public boolean isAlive(Owner owner) {
        if (!owner.bootId().equals(bootId)) {
            return false;
        }
        return ProcessHandle.of(owner.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt(process, owner.startedAt()))
                .isPresent();
    }

    /** A start that cannot be read may be the same one: better to ask than to have two owners. */
    private static boolean startedAt(ProcessHandle process, Instant expected) {
        return startOf(process)
                .map(start -> Duration.between(start, expected).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(true);
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return "unknown"; // Not Linux: process id and start time must do.
        }
    }

    private static String hostName(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            String named = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
            return named.isBlank() ? "localhost" : named;
        }
    }
}
