package io.gitcortex.integration.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A coding CLI without a model: draws a screen, takes pasted text in raw mode, and does for each text what {@code work.sh} says. Files in its
 * directory, {@code PARROT_DIR}, make it behave as real ones do: {@code trust} (asks whether the directory is trusted), {@code theme} (asks
 * something that no dialect knows), {@code permission} (asks before it works), {@code quota} (once, says that its limit is reached),
 * {@code swallow} (once, takes the first Enter for a line break), {@code nothing} (is told and does nothing), {@code token} (asks for a secret first). A conversation is a file, to which what
 * it is told is added.
 */
final class Parrot {
    private final Path directory;
    private final Path conversation;
    private final InputStream keys = System.in;
    private final OutputStream screen = System.out;
    private final StringBuilder input = new StringBuilder();

    private Parrot(Path directory, Path conversation) {
        this.directory = directory;
        this.conversation = conversation;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getenv("PARROT_DIR"));
        Path conversation = directory.resolve("conversation-" + arguments[1]);
        if (arguments[0].equals("--resume") && Files.notExists(conversation)) {
            System.out.println("No conversation " + arguments[1]);
            System.exit(1);
        }
        new ProcessBuilder("stty", "raw", "-echo")
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor(10, TimeUnit.SECONDS);
        new Parrot(directory, conversation).run();
    }

    private boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    private boolean takes(String file) throws IOException {
        return Files.deleteIfExists(directory.resolve(file));
    }

    private void draw(String... lines) throws IOException {
        StringBuilder text = new StringBuilder("\u001b[?2004h\u001b[2J\u001b[HParrot\r\n\r\n");
        text.append(String.join("\r\n", lines));
        screen.write(text.toString().getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    private void run() throws Exception {
        if (has("trust")) {
            draw("Do you trust this directory?", "Press Enter");
            until('\r');
        }
        if (has("theme")) {
            draw("Choose a theme that you like", "1. bright  2. dark");
            until('2');
        }
        draw("> ");
        while (true) {
            int key = keys.read();
            if (key < 0) {
                return;
            }
            if (key == '\r' && !takes("swallow")) {
                if (!submit()) {
                    return;
                }
            } else {
                input.append((char) key);
                draw("> " + shown());
            }
        }
    }

    private String shown() {
        return input.toString()
                .replace("\u001b[200~", "")
                .replace("\u001b[201~", "")
                .replace('\r', ' ');
    }

    private void until(int wanted) throws IOException {
        int key = keys.read();
        while (key != wanted && key >= 0) {
            key = keys.read();
        }
    }

    private boolean submit() throws Exception {
        String text = shown().strip();
        input.setLength(0);
        if (text.equals("/exit")) {
            return false;
        }
        Files.writeString(conversation, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        draw("Working (esc to interrupt)");
        if (takes("quota")) {
            draw("You have reached your limit; it resets at " + Instant.now().plusSeconds(2), "> ");
            return true;
        }
        if (has("token")) {
            draw("Token:");
            until('\r');
        }
        if (has("permission")) {
            draw("Run this command?", "  sh work.sh", "Allow? (y/n)");
            int answer = keys.read();
            if (answer != 'y') {
                draw("Denied.", "> ");
                return true;
            }
            draw("Working (esc to interrupt)");
        }
        if (!has("nothing")) {
            work();
        }
        draw("Done.", "", "", "", "", "> ");
        return true;
    }

    private void work() throws Exception {
        Process process = new ProcessBuilder(
                        List.of("sh", directory.resolve("work.sh").toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("work.log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        process.waitFor(60, TimeUnit.SECONDS);
    }
}
