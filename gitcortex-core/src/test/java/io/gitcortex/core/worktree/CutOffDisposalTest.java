package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.Disposal.TaskBranch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever cuts it off between two steps, and wherever it is begun again: everything is found, byte for byte. */
class CutOffDisposalTest {
    private static final TaskBranch BRANCH = new TaskBranch("gitcortex/w/task", "main", "task");

    @TempDir
    private Path temp;

    /** As a killed process: nothing of it happens after the step. */
    private static final class Halt extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Work {
        void doIn(GitWorkspace workspace, Path worktree) throws InterruptedException;
    }

    /** What must be found again: lines of {@code git ls-tree}, what was staged otherwise, and a commit that no branch holds. */
    private record Content(List<String> files, String staged, String loose) {}

    @Test
    void collectingLosesNothingWhereverItIsCutOff() throws Exception {
        int steps = cutOffEverywhere("collect", (workspace, worktree) -> {
            workspace.remove("task", "task");
            if (workspace.obstacle(BRANCH).isEmpty()) {
                workspace.delete(BRANCH);
            }
        });
        assertThat(steps).isGreaterThan(12);
    }

    @Test
    void handingOnLosesNothingWhereverItIsCutOff() throws Exception {
        int steps = cutOffEverywhere("hand-on", (workspace, worktree) -> workspace.rescueAndReset(worktree, "task"));
        assertThat(steps).isGreaterThan(8);
    }

    /** Halts before the first step, before the second, and so on to the end; returns how many steps there were. */
    private int cutOffEverywhere(String name, Work work) throws Exception {
        for (int halt = 0; ; halt++) {
            List<String> steps = new ArrayList<>();
            try (WorkspaceFixture fixture = WorkspaceFixture.create(temp.resolve(name + halt))) {
                boolean over = cutOff(fixture, work, halt, steps);
                if (over) {
                    return halt;
                }
            }
        }
    }

    private static boolean cutOff(WorkspaceFixture fixture, Work work, int halt, List<String> steps) throws Exception {
        TestRepository task = fixture.task("task");
        Content content = fill(task);
        boolean over = true;
        try {
            work.doIn(
                    fixture.cutOff(step -> {
                        steps.add(step);
                        if (steps.size() > halt) {
                            throw new Halt();
                        }
                    }),
                    task.directory());
        } catch (Halt e) {
            over = false;
        }
        if (Files.exists(task.directory()) || fixture.workspace.isLeft("task")) {
            work.doIn(fixture.workspace, task.directory());
        }
        assertThat(refs(fixture))
                .as("one rescue ref holds every file, when cut off before step " + halt + " of " + steps)
                .anyMatch(ref -> lines(fixture.git, ref).equals(content.files()));
        assertThat(refs(fixture))
                .as("one holds what was staged, when cut off before step " + halt + " of " + steps)
                .anyMatch(ref -> fixture.git.tryGit("diff", "--quiet", ref + "^2:staged", content.staged()));
        assertThat(isHeld(fixture, task, content.loose()))
                .as("the commit that no branch held, when cut off before step " + halt + " of " + steps)
                .isTrue();
        assertThat(fixture.git.git("fsck", "--no-dangling", "--no-progress")).isEmpty();
        return over;
    }

    /** By a ref, or by the log of a HEAD that is still there. */
    private static boolean isHeld(WorkspaceFixture fixture, TestRepository task, String commit) {
        return !fixture.git
                        .git("for-each-ref", "--contains", commit, "refs/gitcortex", "refs/heads")
                        .isEmpty()
                || (Files.exists(task.directory())
                        && task.git("reflog", "--format=%H", "HEAD").contains(commit));
    }

    private static List<String> refs(WorkspaceFixture fixture) {
        return fixture.git
                .git("for-each-ref", "--format=%(refname)", "refs/gitcortex")
                .lines()
                .toList();
    }

    private static List<String> lines(TestRepository git, String ref) {
        return Stream.of(git.git("ls-tree", "-r", "-z", ref).split("\0"))
                .sorted()
                .toList();
    }

    /** Files of every kind, in a worktree whose branch is merged. */
    private static Content fill(TestRepository task) throws Exception {
        byte[] random = new byte[10_000];
        new Random(11).nextBytes(random);
        task.git("config", "core.autocrlf", "true");
        task.git("checkout", "-q", "--detach");
        String loose = task.write("loose", "on no branch").commit("On no branch");
        task.git("checkout", "-q", "gitcortex/w/task");
        task.write("staged", "1\n").git("add", "staged");
        String staged = task.git("rev-parse", ":staged");
        task.write("staged", "2\n")
                .write("README", "changed\r\nno end")
                .write("binary", random)
                .write("empty", "");
        task.write("run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(task.directory().resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(task.directory().resolve("link"), Path.of("/nowhere"));
        Process odd = new ProcessBuilder("sh", "-c", "printf odd > \"$(printf 'a\\377b')\"")
                .directory(task.directory().toFile())
                .start();
        assertThat(odd.waitFor()).isZero();
        List<String> files = Stream.of(
                        line("100644", "staged", "2\n".getBytes(StandardCharsets.US_ASCII)),
                        line("100644", "README", "changed\r\nno end".getBytes(StandardCharsets.US_ASCII)),
                        line("100644", "binary", random),
                        line("100644", "empty", new byte[0]),
                        line("100755", "run.sh", "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)),
                        line("120000", "link", "/nowhere".getBytes(StandardCharsets.US_ASCII)),
                        line("100644", "a\u00ffb", "odd".getBytes(StandardCharsets.US_ASCII)))
                .sorted()
                .toList();
        return new Content(files, staged, loose);
    }

    /** As git itself would list it: the name of a blob is the hash of its length and its bytes. */
    private static String line(String mode, String name, byte[] bytes) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-1");
        sha.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return mode + " blob " + HexFormat.of().formatHex(sha.digest(bytes)) + "\t" + name;
    }
}
