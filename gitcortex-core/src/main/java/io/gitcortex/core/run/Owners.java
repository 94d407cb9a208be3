package io.gitcortex.core.run;

import io.gitcortex.store.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Who this process is, and whether another one still lives. */
public final class Owners {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Where the system gives wall-clock times only, two readings of one process differ by rounding, and after the clock was set. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    /** The kernel's clock tick, USER_HZ, is 100 to the second on every architecture that a JDK runs on. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int START_AFTER_NAME = 19;

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
        return new Owner(host, self.pid(), startOf(self.pid()).orElse(Instant.EPOCH), bootId, instance);
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
        return startOf(process.pid())
                .map(start -> Duration.between(start, expected).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(true);
    }

    /**
     * When a process started. On Linux this is counted from the boot, which the owner's boot id names: the JDK's own instant is
     * the boot's wall-clock time and the same count added up, and moves when the clock is set.
     */
    private static Optional<Instant> startOf(long pid) {
        OptionalLong ticks = ticksSinceBoot(pid);
        return ticks.isPresent()
                ? Optional.of(Instant.EPOCH.plusMillis(ticks.getAsLong() * MILLIS_PER_TICK))
                : ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
    }

    /** Field 22 of {@code /proc/<pid>/stat} (proc(5)); the name in field 2 may hold anything, parentheses too. */
    private static OptionalLong ticksSinceBoot(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return OptionalLong.of(Long.parseLong(afterName[START_AFTER_NAME]));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return OptionalLong.empty(); // Not Linux, or gone, or another user's under hidepid.
        }
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
