package io.gitcortex.core.commit;

import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.testkit.git.CommandResult;
import io.gitcortex.testkit.git.GitSandbox;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A worktree with an open round, in which {@code gitcortex-report} is run as an agent runs it. */
final class ReportRound {
    private final GitSandbox worktree;
    private final Path helper;
    private final String shell;

    private ReportRound(GitSandbox worktree, Path helper, String shell) {
        this.worktree = worktree;
        this.helper = helper;
        this.shell = shell;
    }

    static ReportRound work(Path root) throws IOException {
        return open(root, "kind=work");
    }

    static ReportRound review(Path root) throws IOException {
        return open(root, "kind=review\nreviewed_terminal=coder-1");
    }

    /** The same round, of a CLI that cannot commit. */
    ReportRound byFile() throws IOException {
        Files.writeString(gitDirectory().resolve("gitcortex-round"), "report=file\n", StandardOpenOption.APPEND);
        return this;
    }

    /** What the file in the worktree reports; fails if it is not understood. */
    WithMetadata left() throws IOException {
        String file = Files.readString(worktree.directory().resolve(".gitcortex-report.json"));
        ParsedCommit parsed = ReportFileParser.parse(file);
        if (parsed instanceof WithMetadata with) {
            return with;
        }
        throw new AssertionError("Not understood: " + parsed + "\n" + file);
    }

    /** A round of which the worktree's own git directory says nothing. */
    static ReportRound unknown(Path root) throws IOException {
        GitSandbox worktree = GitSandbox.in(root).worktree("task", "gitcortex/wf-1/task-1");
        Path helper = root.resolve("gitcortex-report");
        try (InputStream script =
                ReportRound.class.getResourceAsStream("/io/gitcortex/core/terminal/gitcortex-report")) {
            Files.copy(Objects.requireNonNull(script), helper);
        }
        return new ReportRound(worktree, helper, "sh");
    }

    private static ReportRound open(Path root, String kind) throws IOException {
        ReportRound round = unknown(root);
        Files.writeString(
                round.gitDirectory().resolve("gitcortex-round"),
                "workflow_id=wf-1\ntask_id=task-1\nterminal_id=term-1\ninstruction_id=i-1=2\n" + kind
                        + "\ninstruction_file=/nowhere\n");
        return round;
    }

    /** The shells of this machine that the helper must run under. */
    static Stream<String> shells() {
        return Stream.of("sh", "dash", "bash", "busybox sh", "mksh", "ksh", "zsh --emulate sh")
                .filter(ReportRound::isInstalled);
    }

    private static boolean isInstalled(String shell) {
        String program = shell.split(" ", 2)[0];
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    ReportRound under(String otherShell) {
        return new ReportRound(worktree, helper, otherShell);
    }

    Path helper() {
        return helper;
    }

    GitSandbox worktree() {
        return worktree;
    }

    Path gitDirectory() {
        return Path.of(worktree.git("rev-parse", "--absolute-git-dir").strip());
    }

    CommandResult report(String... arguments) throws IOException {
        return report(Map.of(), arguments);
    }

    /** The arguments go by a file: Java cannot hand every text to a program where the locale is C. */
    CommandResult report(Map<String, String> environment, String... arguments) throws IOException {
        StringBuilder command = new StringBuilder("exec " + shell + " " + quoted(helper.toString()));
        for (String argument : arguments) {
            command.append(' ').append(quoted(argument));
        }
        Path script = Files.writeString(helper.resolveSibling("call"), command);
        return worktree.run(List.of("sh", script.toString()), environment);
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    /** What the tip of the branch says; fails if it is not understood. */
    WithMetadata tip() {
        ParsedCommit parsed = CommitMetadataParser.parse(worktree.message("HEAD"));
        if (parsed instanceof WithMetadata with) {
            return with;
        }
        throw new AssertionError("Not understood: " + parsed + "\n" + worktree.message("HEAD"));
    }

    CommitMetadata metadata() {
        return tip().metadata();
    }
}
