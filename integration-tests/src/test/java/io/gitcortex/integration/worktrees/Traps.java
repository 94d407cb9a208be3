package io.gitcortex.integration.worktrees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everything that git would run for a repository, as programs that write down by what they were called; and for each the git
 * command that it belongs to, which is shown to run it.
 */
final class Traps {
    private static final List<String> HOOKS = List.of(
            "post-checkout",
            "reference-transaction",
            "post-index-change",
            "pre-commit",
            "prepare-commit-msg",
            "commit-msg",
            "post-commit",
            "pre-merge-commit",
            "post-merge",
            "post-rewrite",
            "pre-rebase",
            "pre-auto-gc");

    private final Path repository;
    private final Path programs;
    private final Path fired;
    private int shown;

    private Traps(Path repository, Path programs, Path fired) {
        this.repository = repository;
        this.programs = programs;
        this.fired = fired;
    }

    /** Plants all of them in a repository. */
    static Traps plant(Path repository, Path room) throws IOException {
        Traps traps = new Traps(
                repository,
                Files.createDirectories(room.resolve("traps")),
                Files.createDirectories(room.resolve("fired")));
        Path hooks = Files.createDirectories(repository.resolve(".git/hooks"));
        for (String hook : HOOKS) {
            Files.copy(Path.of(traps.program(hook, "")), hooks.resolve(hook));
        }
        for (Map.Entry<String, String> setting : traps.settings().entrySet()) {
            traps.quietly("config", setting.getKey(), setting.getValue());
        }
        return traps;
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("core.fsmonitor", program("fsmonitor", ""));
        settings.put("core.editor", program("editor", ""));
        settings.put("core.pager", program("pager", ""));
        settings.put("core.askPass", program("ask-pass", ""));
        settings.put("core.sshCommand", program("ssh", ""));
        settings.put("credential.helper", "!" + program("credential-helper", ""));
        settings.put("sequence.editor", program("sequence-editor", ""));
        settings.put("gpg.program", program("gpg", ""));
        settings.put("commit.gpgSign", "true");
        settings.put("tag.gpgSign", "true");
        settings.put("log.showSignature", "true");
        settings.put("diff.external", program("external-diff", ""));
        settings.put("diff.evil.textconv", program("textconv", "cat \"$1\""));
        settings.put("filter.evil.clean", program("clean", "cat"));
        settings.put("filter.evil.smudge", program("smudge", "cat"));
        settings.put("filter.longer.process", program("process", ""));
        settings.put("merge.evil.driver", program("merge-driver", ""));
        settings.put("trailer.sign.command", program("trailer", ""));
        settings.put("remote.origin.url", repository.toString());
        settings.put("remote.origin.uploadpack", program("upload-pack", ""));
        settings.put("gc.auto", "1");
        for (String name : List.of("harmless", "status", "worktree", "merge-tree", "update-ref")) {
            settings.put("alias." + name, "!" + program("alias", ""));
        }
        return settings;
    }

    /** It goes on as the rest says: a filter has to pass its input on. */
    private String program(String name, String rest) throws IOException {
        Path script = programs.resolve(name);
        Files.writeString(script, "#!/bin/sh\n: > " + fired.resolve(name) + "\n" + rest + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private void quietly(String... arguments) {
        Yard.quietly(repository, arguments);
    }

    /** Runs the git command that each of them belongs to, and returns how many there were. */
    int showThatEachFires() throws Exception {
        quietly("checkout", "-q", "-b", "throwaway");
        branch("theirs", "base.txt");
        branch("fine", "fine.txt");
        Files.writeString(repository.resolve("base.txt"), "ours\n");
        quietly("commit", "-q", "-a", "-m", "Ours");
        showHooks();
        showPrograms();
        showDrivers();
        Files.deleteIfExists(repository.resolve(".git/info/attributes"));
        quietly("checkout", "-q", "-f", "main");
        for (String branch : List.of("throwaway", "theirs", "fine")) {
            quietly("branch", "-q", "-D", branch);
        }
        disarm();
        return shown;
    }

    private void branch(String name, String file) throws IOException {
        quietly("checkout", "-q", "-b", name);
        Files.writeString(repository.resolve(file), name + "\n");
        quietly("add", file);
        quietly("commit", "-q", "-m", name);
        quietly("checkout", "-q", "throwaway");
    }

    private void showHooks() throws Exception {
        fires("post-checkout", "checkout", "-q", "--detach");
        quietly("checkout", "-q", "throwaway");
        fires("reference-transaction", "update-ref", "refs/heads/fine", "fine");
        fires("post-index-change", "update-index", "--force-remove", "base.txt");
        for (String hook : List.of("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")) {
            fires(hook, "-c", "commit.gpgSign=false", "commit", "-q", "--allow-empty", "-m", "Hooked");
        }
        fires(
                "post-rewrite",
                "-c",
                "commit.gpgSign=false",
                "commit",
                "-q",
                "--amend",
                "--allow-empty",
                "-m",
                "Amended");
        fires("pre-rebase", "rebase", "--no-ff", "main");
        tryGit("rebase", "--abort");
        quietly("checkout", "-q", "-f", "throwaway");
        fires("pre-merge-commit", "-c", "commit.gpgSign=false", "merge", "-q", "--no-ff", "--no-edit", "fine");
        quietly("reset", "-q", "--hard", "main");
        fires("post-merge", "merge", "-q", "fine");
        // Git guesses the number of loose objects from one of 256 directories.
        Path guessed = Files.createDirectories(repository.resolve(".git/objects/17"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(guessed.resolve("%038x".formatted(i)), "");
        }
        fires("pre-auto-gc", "-c", "gc.autoDetach=false", "gc", "--auto");
        for (int i = 0; i < 5; i++) {
            Files.delete(guessed.resolve("%038x".formatted(i)));
        }
    }

    private void showPrograms() throws Exception {
        fires("fsmonitor", "status");
        fires("editor", "-c", "commit.gpgSign=false", "commit", "--allow-empty");
        fires("sequence-editor", "rebase", "-i", "HEAD~1");
        tryGit("rebase", "--abort");
        fires("pager", "grep", "--open-files-in-pager", "base");
        fires("credential-helper", "credential", "fill");
        fires("ask-pass", "-c", "credential.helper=", "credential", "fill");
        fires("ssh", "fetch", "ssh://nowhere.invalid/x");
        fires("upload-pack", "fetch", "origin");
        fires("gpg", "commit", "-q", "--allow-empty", "-m", "Signed");
        fires("trailer", "interpret-trailers", "--trailer", "sign=x");
        fires("alias", "harmless");
    }

    private void showDrivers() throws Exception {
        Files.createDirectories(repository.resolve(".git/info"));
        Files.writeString(
                repository.resolve(".git/info/attributes"),
                "*.txt filter=evil merge=evil diff=evil\n*.p filter=longer\n");
        quietly("reset", "-q", "--hard", "main");
        fires("external-diff", "diff", "--ext-diff", "main", "theirs");
        fires("textconv", "-c", "diff.external=", "show", "--textconv", "theirs");
        Files.writeString(repository.resolve("base.txt"), "local\n");
        fires("clean", "add", "base.txt");
        quietly("reset", "-q", "--hard", "main");
        Files.delete(repository.resolve("base.txt"));
        fires("smudge", "checkout", "--", "base.txt");
        Files.writeString(repository.resolve("base.txt"), "ours\n");
        quietly("commit", "-q", "-a", "-m", "Ours");
        fires("merge-driver", "-c", "commit.gpgSign=false", "merge", "-q", "--no-edit", "theirs");
        tryGit("merge", "--abort");
        quietly("reset", "-q", "--hard", "main");
        Files.writeString(repository.resolve("a.p"), "x");
        fires("process", "add", "a.p"); // It does not speak the protocol, and git gives up.
        Files.deleteIfExists(repository.resolve("a.p"));
    }

    private void fires(String name, String... arguments) throws Exception {
        disarm();
        tryGit(arguments);
        assertThat(fired.resolve(name))
                .as("git %s", String.join(" ", arguments))
                .exists();
        shown++;
    }

    private void tryGit(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Path input = Files.writeString(programs.resolve("input"), "protocol=https\nhost=nowhere.invalid\n\n");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(new File("/dev/null"))
                .redirectError(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.endsWith("ASKPASS"));
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_AUTHOR_NAME", "Test",
                        "GIT_AUTHOR_EMAIL", "test@example.invalid",
                        "GIT_COMMITTER_NAME", "Test",
                        "GIT_COMMITTER_EMAIL", "test@example.invalid"));
        Process process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
    }

    private void disarm() throws IOException {
        for (Path mark : marks()) {
            Files.deleteIfExists(mark);
        }
    }

    private List<Path> marks() throws IOException {
        try (Stream<Path> marks = Files.list(fired)) {
            return marks.sorted().toList();
        }
    }

    /** The names of those that have been called since they were shown to fire. */
    List<String> called() throws IOException {
        return marks().stream().map(mark -> mark.getFileName().toString()).toList();
    }
}
