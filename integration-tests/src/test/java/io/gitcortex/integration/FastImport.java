package io.gitcortex.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes very many commits with one git process. */
public final class FastImport {
    private static final long LIMIT_SECONDS = 60;

    private final Path directory;

    private FastImport(Path directory) {
        this.directory = directory;
    }

    public static FastImport into(Path directory) {
        return new FastImport(directory);
    }

    public static String message(String branch, int number) {
        return "Commit " + number + " of " + branch;
    }

    /** So many on each of some branches that exist, one after the other. */
    public void commits(List<String> branches, int each) {
        StringBuilder stream = new StringBuilder("feature done\n");
        for (String branch : branches) {
            String ref = "refs/heads/" + branch;
            String tip = GitCalls.in(directory).run("rev-parse", ref);
            for (int i = 0; i < each; i++) {
                String message = message(branch, i);
                stream.append("commit ").append(ref).append('\n');
                stream.append("committer Agent <agent@example.invalid> ")
                        .append(1_700_000_000L + i)
                        .append(" +0000\n");
                stream.append("data ")
                        .append(message.length())
                        .append('\n')
                        .append(message)
                        .append('\n');
                stream.append(i == 0 ? "from " + tip + "\n" : "").append('\n');
            }
        }
        feed(stream.append("done\n").toString());
    }

    private void feed(String stream) {
        try {
            Process process = new ProcessBuilder("git", "fast-import", "--quiet")
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(stream.getBytes(StandardCharsets.US_ASCII));
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("git fast-import failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
