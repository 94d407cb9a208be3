package io.gitcortex.core.worktree;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs a command of a plan in a worktree. What runs there may have been written by agents: it gets the environment of a
 * person's shell without its secrets, and nothing of it goes on when it is over.
 */
final class PlanCommand {
    private static final int OUTPUT_BYTES = 32 << 10;
    private static final int NAME_LENGTH = 120;
    private static final Set<String> PASSED_ON = Set.of(
            "HOME",
            "PATH",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "TERM",
            "TMPDIR",
            "TMP",
            "TEMP",
            "TZ",
            "JAVA_HOME",
            "SSH_AUTH_SOCK",
            "DBUS_SESSION_BUS_ADDRESS",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "USERPROFILE",
            "HOMEDRIVE",
            "HOMEPATH",
            "APPDATA",
            "LOCALAPPDATA",
            "PROGRAMDATA",
            "PROGRAMFILES",
            "SYSTEMROOT",
            "COMSPEC",
            "PATHEXT",
            "WINDIR");

    private final OwnedCommands owned;

    PlanCommand(OwnedCommands owned) {
        this.owned = owned;
    }

    /** What is to be said of a command that did not end with 0 in time; empty if it did. */
    Optional<Verification> rejected(List<String> command, Path worktree, Duration timeLeft)
            throws InterruptedException {
        // What a killed process of ours began may still be at work in the same directory.
        owned.endOrphans();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(worktree.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !isPassedOn(name.toUpperCase(Locale.ROOT)));
        CapturedOutput output = CapturedOutput.end(OUTPUT_BYTES);
        ChildProcess child = new ChildProcess(builder, output, output, owned.mark());
        OptionalInt exit;
        try {
            exit = child.run("", timeLeft);
        } catch (IOException e) {
            return Optional.of(new Verification.Rejected(named(command) + " could not be started: " + e.getMessage()));
        } finally {
            child.endRest();
        }
        if (exit.isPresent() && exit.getAsInt() == 0) {
            return Optional.empty();
        }
        String ending = exit.isPresent()
                ? named(command) + " ended with " + exit.getAsInt()
                : named(command) + " did not end in time and was ended";
        String clipped = output.isClipped() ? "[...]\n" : "";
        return Optional.of(new Verification.Rejected(ending + "\n" + clipped + GitOutput.text(output.raw())));
    }

    /** On one line: its last argument may be a whole script. */
    private static String named(List<String> command) {
        String line = String.join(" ", command).replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= NAME_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, NAME_LENGTH)) + "...";
    }

    private static boolean isPassedOn(String name) {
        return PASSED_ON.contains(name) || name.startsWith("LC_") || name.startsWith("XDG_");
    }
}
