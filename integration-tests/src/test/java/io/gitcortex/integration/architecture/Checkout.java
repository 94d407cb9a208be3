package io.gitcortex.integration.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that this test runs in. */
public final class Checkout {
    private Checkout() {}

    /** The directory of the parent pom: the working directory of a test, or one above it. */
    public static Path root() {
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.isDirectory(place.resolve("gitcortex-api")) && Files.isRegularFile(place.resolve("pom.xml"))) {
                return place;
            }
        }
        throw new AssertionError("No checkout of GitCortex at or above "
                + Path.of("").toAbsolutePath() + "; run the tests from a module's directory");
    }

    /** Every Java source of every module, tests included. */
    static List<Path> sources() {
        try (Stream<Path> modules = Files.list(root())) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .flatMap(Checkout::sourcesIn)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sourcesIn(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
