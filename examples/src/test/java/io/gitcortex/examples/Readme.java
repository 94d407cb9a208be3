package io.gitcortex.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of code in README.md. */
public final class Readme {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    /** Surefire runs a module's tests in the module's directory. */
    public static Readme read() throws Exception {
        return new Readme(Files.readString(Path.of("..", "README.md")));
    }

    /** The blocks of a language that begin like this. */
    public List<String> blocks(String language, String beginning) {
        Matcher matcher = BLOCK.matcher(text);
        return matcher.results()
                .filter(block ->
                        block.group(1).equals(language) && block.group(2).startsWith(beginning))
                .map(block -> block.group(2))
                .toList();
    }
}
