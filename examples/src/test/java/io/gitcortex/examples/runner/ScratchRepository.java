package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A repository that is looked at with the git program, after a workflow has run in it. */
record ScratchRepository(Path directory) {
    private static final Pattern WORKFLOW = Pattern.compile("\\bwf-[0-9a-f]+");

    /** A repository with one commit. */
    static ScratchRepository create(Path directory) throws Exception {
        Files.createDirectories(directory);
        ScratchRepository repository = new ScratchRepository(directory);
        repository.git("init", "--quiet", "--initial-branch=main", "--template=");
        Files.writeString(directory.resolve("README.md"), "Hello\n");
        repository.git("add", ".");
        repository.git("-c", "user.name=Test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "Begin");
        return repository;
    }

    String git(String... arguments) throws InterruptedException {
        return GitProgram.run(directory, arguments).strip();
    }

    Path write(String file, String text) throws Exception {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    static String workflowIn(String output) {
        Matcher matcher = WORKFLOW.matcher(output);
        assertThat(matcher.find()).as("a workflow id in: %s", output).isTrue();
        return matcher.group();
    }

    /** Git finds nothing wrong, nothing is left lying about, no process is left, and nobody else may read the journal. */
    void isTidy() throws Exception {
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("fsck", "--full", "--strict", "--no-progress")).doesNotContain("error", "missing", "bad");
        assertThat(processes()).isEmpty();
        Path journal = directory.resolve(".git").resolve("gitcortex");
        assertThat(mode(journal)).isEqualTo("rwx------");
        assertThat(mode(journal.resolve("gitcortex.db"))).isEqualTo("rw-------");
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Processes that have this directory in their command line or, where that can be seen, in their environment. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse("") + " " + environment(process))
                .filter(text -> text.contains("GITCORTEX_SESSION_ID=") && text.contains(directory.toString()))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            return ""; // It is gone, or somebody else's, or this is not Linux.
        }
    }

    /** The commits of a branch, oldest first, on the way of its first parents. */
    List<String> firstParents(String branch) throws InterruptedException {
        return git("log", "--first-parent", "--reverse", "--format=%s", branch)
                .lines()
                .toList();
    }

    List<String> mergeMessages() throws InterruptedException {
        return Stream.of(git("log", "--merges", "--format=%B%x00", "main").split("\u0000"))
                .map(String::strip)
                .filter(message -> !message.isEmpty())
                .toList();
    }

    Optional<String> file(String path) throws Exception {
        Path file = directory.resolve(path);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
