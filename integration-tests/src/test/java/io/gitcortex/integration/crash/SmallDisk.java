package io.gitcortex.integration.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own in memory, which can be filled to the last byte. Linux, for those who may mount. */
final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 4096;
    private static final long LIMIT_SECONDS = 30;

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Mounts one; where that is not permitted, the test is over, and says so. */
    static SmallDisk at(Path place, String size) {
        String refusal = run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size, "tmpfs", place.toString());
        if (!refusal.isEmpty()) {
            System.err.println("NOT RUN: the proof of a full disk needs a file system to be mounted, and that is not"
                    + " possible here (" + refusal.strip() + "). Run it as root, or where mount(8) is permitted.");
        }
        assumeTrue(refusal.isEmpty(), "no file system could be mounted: " + refusal);
        return new SmallDisk(place);
    }

    private Path filler() {
        return place.resolve("filler");
    }

    /** Leaves no room at all. */
    void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (place.toFile().getFreeSpace() > 0) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (place.toFile().getFreeSpace() > 0) {
                throw e; // Others write, too: whoever comes late finds no room, which is what was wanted.
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws IOException {
        // At once, whoever still has a file open: a process that was killed a moment ago may.
        String refusal = run("umount", "--lazy", place.toString());
        if (!refusal.isEmpty()) {
            throw new IOException("The small disk cannot be taken away: " + refusal);
        }
    }

    /** What a program complains about; empty if it has done its work. */
    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return command[0] + " did not come to an end";
            }
            return process.exitValue() == 0 ? "" : command[0] + " ended with " + process.exitValue() + ": " + output;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return command[0] + " was interrupted";
        }
    }
}
