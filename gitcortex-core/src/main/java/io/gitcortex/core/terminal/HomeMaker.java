package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.PrivateHome;
import io.gitcortex.terminal.TerminalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Makes the private home of a CLI, which nobody else can read, and says what points the CLI at it. */
final class HomeMaker {
    private HomeMaker() {}

    /**
     * Makes the home unless it is there; a file that is there stays as the CLI has left it.
     *
     * @param words what stands in the files for {@code {worktree}} and the like, by the name in braces
     * @return the variables
     */
    static Map<String, String> make(Path directory, PrivateHome home, Map<String, String> words) {
        Map<String, String> filling = new TreeMap<>(words);
        filling.put("home", directory.toString());
        try {
            PrivateFiles.directory(directory);
            for (Map.Entry<String, String> file : home.files().entrySet()) {
                Path path = directory.resolve(file.getKey()).normalize();
                Path parent = path.getParent();
                if (!path.startsWith(directory) || parent == null) {
                    throw new TerminalException("'" + file.getKey() + "' is no path below the private home");
                }
                if (Files.notExists(path)) {
                    PrivateFiles.directory(parent);
                    PrivateFiles.write(path, filled(file.getValue(), filling), false);
                }
            }
        } catch (IOException e) {
            throw new TerminalException("The private home " + directory + " cannot be made: " + e.getMessage(), e);
        }
        Map<String, String> variables = new TreeMap<>();
        home.variables().forEach((name, value) -> variables.put(name, filled(value, filling)));
        return variables;
    }

    private static String filled(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }
}
