package io.gitcortex.pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells one boot of a host from another: {@code /proc/sys/kernel/random/boot_id} (random(4)), and elsewhere the moment at
 * which the first process has started.
 */
final class BootId {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    static String ofThisHost() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException e) {
            return ofFirstProcess();
        }
    }

    static String ofFirstProcess() {
        return ProcessHandle.of(1)
                .flatMap(first -> first.info().startInstant())
                .map(start -> "first process at " + start.getEpochSecond())
                .orElse("unknown");
    }
}
