package io.gitcortex.integration.simulation;

import java.io.IOException;
import java.nio.file.Files;

/** Runs seeds again, in a JVM of its own: the first one, and how many. */
public final class Replay {
    private Replay() {}

    public static void main(String[] arguments) throws IOException {
        Library library = Library.in(Files.createTempDirectory("gitcortex-replay"));
        System.out.print(hashes(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), library));
    }

    static String hashes(long first, int count, Library library) {
        StringBuilder text = new StringBuilder();
        for (long seed = first; seed < first + count; seed++) {
            String journal = Stores.inMemory(seed, library).journal();
            text.append(seed).append(' ').append(journal.length()).append(' ');
            text.append(journal.hashCode()).append('\n');
        }
        return text.toString();
    }
}
