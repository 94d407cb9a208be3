package io.gitcortex.integration.modules;

import io.gitcortex.integration.architecture.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What a user's build gets that depends on the modules that we publish, and on nothing else: they, and what their poms say
 * that they need. No testkit, no example, no test engine, and no back end for logs.
 */
public final class PublishedModules {
    private static final List<String> NAMES =
            List.of("gitcortex-api", "gitcortex-core", "gitcortex-sqlite", "gitcortex-openai", "gitcortex-pty");

    private static final Pattern AUTOMATIC_NAME =
            Pattern.compile("<Automatic-Module-Name>([^<]+)</Automatic-Module-Name>");

    private final Map<Artifact, Path> entries;

    private PublishedModules(Map<Artifact, Path> entries) {
        this.entries = entries;
    }

    /** Those on the class path of this test: jars under {@code mvn verify}, classes under {@code mvn test}. */
    public static PublishedModules onThisClassPath() {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Map<Artifact, Path> found = new LinkedHashMap<>();
        Deque<Artifact> open = new ArrayDeque<>();
        NAMES.forEach(name -> open.add(new Artifact("io.gitcortex", name)));
        Pom.read(Checkout.root().resolve("pom.xml")).runtimeDependencies().forEach(open::add);
        while (!open.isEmpty()) {
            Artifact artifact = open.remove();
            Optional<Path> entry = classPath.stream().filter(artifact::isAt).findFirst();
            if (entry.isEmpty() && artifact.isOurs()) {
                throw new AssertionError(artifact
                        + " is not on the class path; run this test with Maven, from a build of" + " all modules");
            }
            // What is needed but not there has been excluded by the parent pom.
            entry.filter(path -> found.putIfAbsent(artifact, path) == null)
                    .ifPresent(path -> open.addAll(pom(artifact, path).runtimeDependencies()));
        }
        return new PublishedModules(found);
    }

    private static Pom pom(Artifact artifact, Path entry) {
        return artifact.isOurs()
                ? Pom.read(Checkout.root().resolve(artifact.name()).resolve("pom.xml"))
                : Pom.read(Path.of(entry.toString().replaceAll("\\.jar$", ".pom")));
    }

    /** The class path that a user's build makes of them. */
    public List<Path> classPath() {
        return List.copyOf(entries.values());
    }

    /** The jar or the classes of one of them. */
    public Path entry(String name) {
        return entries.get(new Artifact("io.gitcortex", name));
    }

    /**
     * The same as modules. A directory of classes that has no descriptor gets its name only when it is packaged: under
     * {@code mvn test} that is done here, with the name that its pom gives.
     *
     * @param scratch where to put what is packaged here
     */
    List<Path> modulePath(Path scratch) {
        return entries.entrySet().stream()
                .map(entry -> Files.isDirectory(entry.getValue())
                                && !Files.exists(entry.getValue().resolve("module-info.class"))
                        ? packaged(entry.getKey(), entry.getValue(), scratch)
                        : entry.getValue())
                .toList();
    }

    private static Path packaged(Artifact artifact, Path classes, Path scratch) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", automaticName(artifact));
        Path jar = scratch.resolve(artifact.name() + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static String automaticName(Artifact artifact) {
        Path pom = Checkout.root().resolve(artifact.name()).resolve("pom.xml");
        try {
            Matcher name = AUTOMATIC_NAME.matcher(Files.readString(pom));
            if (!name.find()) {
                throw new AssertionError(artifact.name() + " is no module: it has no module-info.java, and " + pom
                        + " gives it no Automatic-Module-Name");
            }
            return name.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
