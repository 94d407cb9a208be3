package io.gitcortex.core.worktree;

import io.gitcortex.core.git.RepositoryException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * The git program, found once, and started in one way only: with an environment and settings that let nothing of a
 * repository's own run. Hooks and the file system monitor are off, aliases cannot hide a builtin command, no transport is
 * allowed, nobody is prompted, nothing is signed, nothing goes on in the background.
 *
 * <p>Thread-safe.
 */
public final class GitProgram {
    private static final int OUTPUT_BYTES = 64 << 20;
    private static final int ERROR_BYTES = 16 << 10;

    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.askPass=true",
            "core.safecrlf=false",
            // Git's own: whoever has it wait for ever would have us wait so, too. We try again.
            "core.filesRefLockTimeout=100",
            "core.packedRefsTimeout=1000",
            "protocol.ext.allow=never",
            "commit.gpgSign=false",
            "tag.gpgSign=false",
            "submodule.recurse=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "advice.detachedHead=false");

    // What filters of the user's own configuration need (LFS does), and where that configuration lies.
    private static final Set<String> PASSED_ON = Set.of(
            "HOME",
            "PATH",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "TMP",
            "TEMP",
            "XDG_CONFIG_HOME",
            "SSH_AUTH_SOCK",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_SYSTEM",
            "GIT_CONFIG_NOSYSTEM",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "USERPROFILE",
            "HOMEDRIVE",
            "HOMEPATH",
            "APPDATA",
            "LOCALAPPDATA",
            "PROGRAMDATA",
            "SYSTEMROOT",
            "COMSPEC",
            "PATHEXT",
            "WINDIR");

    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("LC_ALL", "C"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"),
            Map.entry("GIT_ASKPASS", "true"),
            Map.entry("SSH_ASKPASS", "true"),
            Map.entry("GIT_EDITOR", ":"),
            Map.entry("GIT_SEQUENCE_EDITOR", ":"),
            Map.entry("GIT_PAGER", "cat"),
            Map.entry("GIT_MERGE_AUTOEDIT", "no"),
            Map.entry("GIT_OPTIONAL_LOCKS", "0"),
            Map.entry("GIT_LITERAL_PATHSPECS", "1"),
            Map.entry("GIT_NO_REPLACE_OBJECTS", "1"),
            Map.entry("GIT_NO_LAZY_FETCH", "1"),
            Map.entry("GIT_ALLOW_PROTOCOL", "none"),
            Map.entry("GIT_CEILING_DIRECTORIES", "/"));

    private final Path executable;
    private final Map<String, String> environment;

    private GitProgram(Path executable, Map<String, String> environment) {
        this.executable = executable;
        this.environment = environment;
    }

    /**
     * The program of this process's {@code PATH}.
     *
     * @return the program
     * @throws RepositoryException if there is none
     */
    public static GitProgram find() {
        return find(System.getenv());
    }

    static GitProgram find(Map<String, String> surroundings) {
        Map<String, String> passed = new HashMap<>();
        surroundings.forEach((name, value) -> {
            if (PASSED_ON.contains(name.toUpperCase(Locale.ROOT))) {
                passed.put(name, value);
            }
        });
        passed.putAll(ALWAYS);
        for (String part : surroundings.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : List.of("git", "git.exe")) {
                Path candidate = Path.of(part).resolve(name);
                // A relative part of PATH would find another program in every directory.
                if (candidate.isAbsolute() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return new GitProgram(candidate, Map.copyOf(passed));
                }
            }
        }
        throw new RepositoryException("The git program was not found on PATH: install git " + GitVersion.REQUIRED
                + " or newer, or put it on PATH");
    }

    /**
     * Where it lies.
     *
     * @return an absolute path
     */
    public Path executable() {
        return executable;
    }

    /**
     * Asks it for its version. Starts it.
     *
     * @return the version
     * @throws RepositoryException if it does not say
     * @throws InterruptedException if the thread is interrupted
     */
    public GitVersion version() throws InterruptedException {
        GitPlace nowhere = new GitPlace(Path.of(System.getProperty("java.io.tmpdir")), Map.of());
        String text = run(GitCall.of(nowhere, "version"), Map.of()).line();
        try {
            return GitVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RepositoryException(executable + " does not say which version it is", e);
        }
    }

    /**
     * Refuses a version that lacks what is needed.
     *
     * @throws RepositoryException if it is too old
     * @throws InterruptedException if the thread is interrupted
     */
    public void requireSupported() throws InterruptedException {
        GitVersion version = version();
        if (version.compareTo(GitVersion.REQUIRED) < 0) {
            throw new RepositoryException(executable + " is git " + version + ", but " + GitVersion.REQUIRED
                    + " or newer is needed: update git");
        }
    }

    /** Runs it once. {@code settings} come on top of ours. */
    GitOutput run(GitCall call, Map<String, String> settings) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(call))
                .directory(call.place().directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(call.place().environment());
        builder.environment().putAll(asEnvironment(settings));
        CapturedOutput output = CapturedOutput.start(OUTPUT_BYTES);
        CapturedOutput errors = CapturedOutput.start(ERROR_BYTES);
        try {
            OptionalInt exit = new ChildProcess(
                            builder, output, errors, UUID.randomUUID().toString())
                    .run(call.input(), call.deadline());
            if (exit.isEmpty()) {
                throw new RepositoryException(
                        call.name() + " in " + call.place().directory() + " did not end within "
                                + call.deadline().toSeconds() + " s and was ended");
            }
            if (output.isClipped()) {
                throw new RepositoryException(call.name() + " in "
                        + call.place().directory() + " wrote more than " + OUTPUT_BYTES + " bytes");
            }
            return new GitOutput(
                    exit.getAsInt(), output.raw(), GitOutput.text(errors.raw()).strip());
        } catch (IOException e) {
            throw new RepositoryException(
                    executable + " could not be started in " + call.place().directory() + ": " + e.getMessage(), e);
        }
    }

    private List<String> command(GitCall call) {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        command.addAll(call.arguments());
        return command;
    }

    /** Settings whose names may hold any character; {@code -c} would split a name at its first {@code =}. */
    private static Map<String, String> asEnvironment(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>();
        int count = 0;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            variables.put("GIT_CONFIG_KEY_" + count, setting.getKey());
            variables.put("GIT_CONFIG_VALUE_" + count, setting.getValue());
            count++;
        }
        variables.put("GIT_CONFIG_COUNT", Integer.toString(count));
        return variables;
    }
}
