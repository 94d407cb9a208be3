package io.gitcortex.integration.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A CLI that keeps to the byte what is pasted into it: {@code told-1} in its directory is the first text that was submitted. Words on its
 * command line make it behave as real ones do: {@code late} (draws its prompt after two seconds), {@code slow} (reads little at a time),
 * {@code deaf} (reads nothing), {@code early} (drops an Enter that comes within 100 ms of a text), {@code quits} (exits at once, with 7).
 */
final class Mynah {
    private static final byte[] PASTE_BEGINS = {27, '[', '2', '0', '0', '~'};
    private static final byte[] PASTE_ENDS = {27, '[', '2', '0', '1', '~'};

    private final Path directory;
    private final List<String> ways;
    private final InputStream keys = System.in;
    private final OutputStream screen = System.out;
    private byte[] text = new byte[0];
    private long pastedAt;
    private int told;

    private Mynah(Path directory, List<String> ways) {
        this.directory = directory;
        this.ways = ways;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> ways = Arrays.asList(arguments).subList(1, arguments.length);
        if (ways.contains("quits")) {
            System.out.println("Mynah has no licence");
            System.exit(7);
        }
        new ProcessBuilder("stty", "raw", "-echo")
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor(10, TimeUnit.SECONDS);
        new Mynah(Path.of(arguments[0]), ways).run();
    }

    private void run() throws Exception {
        if (ways.contains("late")) {
            draw("Loading");
            pause(2_000);
        }
        draw("> ");
        if (ways.contains("deaf")) {
            pause(600_000);
        }
        ByteArrayOutputStream pasted = null;
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        byte[] piece = new byte[ways.contains("slow") ? 512 : 8_192];
        for (int count = keys.read(piece); count > 0; count = keys.read(piece)) {
            if (ways.contains("slow")) {
                pause(2);
            }
            for (int i = 0; i < count; i++) {
                sequence.write(piece[i]);
                byte[] seen = sequence.toByteArray();
                if (isBegun(PASTE_BEGINS, seen) || isBegun(PASTE_ENDS, seen)) {
                    if (Arrays.equals(seen, PASTE_BEGINS)) {
                        pasted = new ByteArrayOutputStream();
                        sequence.reset();
                    } else if (Arrays.equals(seen, PASTE_ENDS) && pasted != null) {
                        paste(pasted.toByteArray());
                        pasted = null;
                        sequence.reset();
                    }
                } else {
                    sequence.reset();
                    if (pasted != null) {
                        pasted.writeBytes(seen);
                    } else if (seen[0] == '\r' && !submit()) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean isBegun(byte[] whole, byte[] seen) {
        return seen.length <= whole.length && Arrays.equals(whole, 0, seen.length, seen, 0, seen.length);
    }

    private void paste(byte[] bytes) throws IOException {
        text = bytes;
        pastedAt = System.nanoTime();
        String line = new String(bytes, StandardCharsets.UTF_8);
        draw("> " + (line.length() < 300 ? line : "[Pasted " + bytes.length + " bytes]"));
    }

    private boolean submit() throws Exception {
        if (ways.contains("early") && System.nanoTime() - pastedAt < 100_000_000L) {
            return true;
        }
        if (new String(text, StandardCharsets.UTF_8).equals("/exit")) {
            return false;
        }
        if (text.length > 0) {
            told++;
            draw("Working (esc to interrupt)");
            Files.write(directory.resolve("told-" + told), text);
            text = new byte[0];
            pause(700);
            draw("> ");
        }
        return true;
    }

    private void draw(String line) throws IOException {
        screen.write(("\u001b[?2004h\u001b[2J\u001b[HMynah\r\n\r\n" + line).getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    private static void pause(long millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
