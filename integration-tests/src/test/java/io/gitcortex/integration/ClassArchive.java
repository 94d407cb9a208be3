package io.gitcortex.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Classes that are loaded and verified beforehand, for JVMs that live for seconds: most of what those do is loading. An archive
 * of the JDK's class data sharing (JEP 310), made once for each JDK and class path by whoever comes first; the others do
 * without until it is there. One that cannot be made is a failure: both JDKs of these tests can.
 */
final class ClassArchive {
    private static final Path DIRECTORY = Path.of("target", "class-archives");
    private static final long PATIENCE_SECONDS = 180;
    private static final String SIGNED = "@lambda-proxy org/eclipse/jgit/";

    private final String classPath;
    private final Path archive;

    private ClassArchive(String classPath) {
        this.classPath = classPath;
        this.archive =
                DIRECTORY.resolve(UUID.nameUUIDFromBytes(contents(classPath).getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    /** What an archive depends on: with another JDK, or a jar that was made anew, it could not be used. */
    private static String contents(String classPath) {
        StringBuilder contents = new StringBuilder(System.getProperty("java.home"));
        for (String jar : Arrays.asList(classPath.split(File.pathSeparator))) {
            File file = new File(jar);
            contents.append('\n')
                    .append(jar)
                    .append(' ')
                    .append(file.length())
                    .append(' ')
                    .append(file.lastModified());
        }
        return contents.toString();
    }

    /** The options that say where classes are: a class path, and an archive where there is one. */
    static List<String> options() {
        List<String> path = jarsFirst();
        List<String> options = new ArrayList<>(List.of("-cp", String.join(File.pathSeparator, path)));
        String jars = String.join(
                File.pathSeparator, path.stream().filter(ClassArchive::isJar).toList());
        ClassArchive own = new ClassArchive(jars);
        try {
            own.makeUnlessSomebodyDoes(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Files.exists(own.archive)) {
            options.add("-XX:SharedArchiveFile=" + own.archive.toAbsolutePath());
        }
        return options;
    }

    /** An archive is of jars, and these must be the beginning of the class path that it is used with. */
    private static List<String> jarsFirst() {
        List<String> path = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        return Stream.concat(
                        path.stream().filter(ClassArchive::isJar), path.stream().filter(entry -> !isJar(entry)))
                .toList();
    }

    private static boolean isJar(String entry) {
        return entry.endsWith(".jar");
    }

    private void makeUnlessSomebodyDoes(List<String> whole) throws IOException {
        if (Files.exists(archive)) {
            return;
        }
        Files.createDirectories(DIRECTORY);
        Path lock = DIRECTORY.resolve(archive.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null && !Files.exists(archive)) {
                make(whole);
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM makes it.
        }
    }

    private void make(List<String> whole) throws IOException {
        Path room = Files.createTempDirectory(DIRECTORY, "made");
        Path classes = room.resolve("classes");
        List<String> rehearsal = new ArrayList<>(List.of("-XX:DumpLoadedClassList=" + classes));
        rehearsal.addAll(whole);
        rehearsal.addAll(List.of(
                "io.gitcortex.examples.runner.Runner",
                "demo",
                "--dir",
                room.resolve("demo").toString()));
        run(room, rehearsal);
        // JDK 17 crashes on lambdas of signed jars, whose classes it leaves out.
        Files.write(
                classes,
                Files.readAllLines(classes).stream()
                        .filter(line -> !line.startsWith(SIGNED))
                        .toList());
        Path made = room.resolve("archive");
        run(
                room,
                List.of(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + made,
                        "-cp",
                        classPath));
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(Path room, List<String> options) throws IOException {
        Path output = room.resolve("output");
        Process process = new ProcessBuilder(FreshJvm.with(options))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("No archive of classes: " + options + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an archive of classes was made", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
