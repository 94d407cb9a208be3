package io.gitcortex.integration.modules;

import io.gitcortex.integration.architecture.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The program that README.md shows. */
final class Readme {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\s*$\\n(.*?)^```\\s*$");
    private static final Pattern NAME = Pattern.compile("\\bclass (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    private Readme() {}

    /** The only block of Java that opens a GitCortex, as it stands: a class with a main method and its imports. */
    static String example() throws IOException {
        Path file = Checkout.root().resolve("README.md");
        if (!Files.isRegularFile(file)) {
            throw new AssertionError(file + " is missing; it must show a whole program in a ```java block");
        }
        List<String> programs = BLOCK.matcher(Files.readString(file))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("GitCortex.open(") && block.contains("static void main("))
                .toList();
        if (programs.size() != 1) {
            throw new AssertionError(
                    "README.md must show exactly one whole program, a class with a main method that calls"
                            + " GitCortex.open, in a ```java block; found are " + programs.size());
        }
        return programs.get(0);
    }

    /** The name by which {@code java} starts it. */
    static String mainClass(String program) {
        String name = find(NAME, program);
        return PACKAGE.matcher(program)
                .results()
                .map(found -> found.group(1) + "." + name)
                .findFirst()
                .orElse(name);
    }

    /** The file that it must be in. */
    static String fileName(String program) {
        return mainClass(program).replace('.', '/') + ".java";
    }

    private static String find(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The program of README.md declares no class:\n" + text));
    }
}
