package io.gitcortex.examples.runner.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** How the launcher is called from the directory where a person is, the same however it was typed. */
final class ProgramName {
    private ProgramName() {}

    /**
     * The shortest path that a shell takes for a path, and not for a name to be looked for on PATH.
     *
     * @param typed how the launcher was called there, which is kept where nothing else leads to the same file
     * @param here the directory, without links
     */
    static String of(String typed, Path here) {
        try {
            Path file = here.resolve(typed);
            Path path = file.normalize();
            // Without the links in it, a path with ".." may lead elsewhere.
            if (!Files.exists(file) || !Files.isSameFile(file, path)) {
                return typed;
            }
            String absolute = path.toString();
            String relative = here.relativize(path).toString();
            String fromHere = relative.startsWith("..") ? relative : "./" + relative;
            return fromHere.length() <= absolute.length() ? fromHere : absolute;
        } catch (IOException | InvalidPathException e) {
            return typed;
        }
    }
}
