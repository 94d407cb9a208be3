package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeVerifierTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path temp;

    @Test
    void passesWhereEveryCommandEndsWellOnTheMergedTree() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String merge = merge(fixture);
            List<String> setup = List.of("sh", "-c", "echo ready > made-by-setup");
            List<String> check = List.of("sh", "-c", "test -f new && test -f README && grep -q ready made-by-setup");
            assertThat(fixture.workspace.verify(merge, setup, check, LONG)).isEqualTo(new Verification.Passed());
            assertThat(fixture.workspace.verify(merge, List.of(), List.of(), LONG))
                    .isEqualTo(new Verification.Passed());
            assertNothingLeft(fixture);
        }
    }

    @Test
    void rejectsWithTheEndOfWhatWasWritten() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String merge = merge(fixture);
            String output = rejected(fixture, merge, "sh", "-c", "seq 1 20000\necho 'tests failed: ü' >&2; exit 3");
            assertThat(output)
                    .startsWith("sh -c seq 1 20000 echo 'tests failed: ü' >&2; exit 3 ended with 3\n[...]\n")
                    .endsWith("20000\ntests failed: ü\n");
            assertThat(output.length()).isLessThan(33_000);
            assertThat(rejected(fixture, merge, "no-such-program-anywhere", "now"))
                    .startsWith("no-such-program-anywhere now could not be started");
            assertThat(rejected(fixture, merge, "false", "x".repeat(1_000))
                            .lines()
                            .findFirst())
                    .contains("false " + "x".repeat(114) + "... ended with 1");
            assertThat(fixture.workspace.verify(merge, List.of("false"), List.of("true"), LONG))
                    .isInstanceOf(Verification.Rejected.class);
            assertNothingLeft(fixture);
        }
    }

    private static String rejected(WorkspaceFixture fixture, String merge, String... command)
            throws InterruptedException {
        return ((Verification.Rejected) fixture.workspace.verify(merge, List.of(), List.of(command), LONG)).output();
    }

    @Test
    void atTheDeadlineTheWholeProcessTreeIsGone() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String merge = merge(fixture);
            Path pids = temp.resolve("pids");
            Verification verification = fixture.workspace.verify(
                    merge, List.of(), List.of("sh", "-c", stubborn(pids) + " sleep 600"), Duration.ofSeconds(2));
            assertThat(verification)
                    .isInstanceOfSatisfying(
                            Verification.Rejected.class,
                            r -> assertThat(r.output()).contains("did not end in time"));
            assertThat(alive(pids)).isEmpty();
            assertNothingLeft(fixture);
        }
    }

    @Test
    void whatWentOnInTheBackgroundIsGoneToo() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            Path pids = temp.resolve("pids");
            String wait = "while [ \"$(wc -l < " + pids + ")\" -lt 2 ]; do sleep 0.05; done";
            assertThat(fixture.workspace.verify(
                            merge(fixture), List.of(), List.of("sh", "-c", stubborn(pids) + wait), LONG))
                    .isEqualTo(new Verification.Passed());
            assertThat(Files.readAllLines(pids)).hasSize(2);
            assertThat(alive(pids)).isEmpty();
            assertNothingLeft(fixture);
        }
    }

    /** One child that ignores what asks it to end, one that leaves for a session of its own and loses its parent. */
    private static String stubborn(Path pids) {
        String deaf = "(trap '' TERM HUP; sh -c 'echo $PPID' >> " + pids + "; while :; do sleep 1; done) &";
        String gone = " (setsid sh -c 'echo $$ >> " + pids + "; exec sleep 600' </dev/null >/dev/null 2>&1 &); ";
        return deaf + gone;
    }

    private static List<Long> alive(Path pids) throws IOException {
        return Files.readAllLines(pids).stream()
                .map(line -> Long.valueOf(line.strip()))
                .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .toList();
    }

    @Test
    void anInterruptedVerificationLeavesNothing() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String merge = merge(fixture);
            Path started = temp.resolve("started");
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    fixture.workspace.verify(
                            merge, List.of(), List.of("sh", "-c", "echo $$ > " + started + "; exec sleep 600"), LONG);
                } catch (InterruptedException | RuntimeException e) {
                    thrown.set(e);
                }
            });
            thread.start();
            await().until(() -> Files.exists(started) && Files.size(started) > 0);
            thread.interrupt();
            thread.join(30_000);
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(alive(started)).isEmpty();
            assertNothingLeft(fixture);
        }
    }

    @Test
    void secretsOfTheHostAreNotPassedOn() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String output = rejected(fixture, merge(fixture), "sh", "-c", "env; exit 1");
            assertThat(output.lines().map(line -> line.replaceFirst("=.*", "")))
                    .contains("PATH")
                    .noneMatch(name -> name.contains("KEY") || name.contains("TOKEN") || name.startsWith("GIT_"));
        }
    }

    @Test
    void whatADeadProcessLeftIsClearedAtTheNextStart() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String merge = merge(fixture);
            Process dead = new ProcessBuilder("true").start();
            assertThat(dead.waitFor()).isZero();
            ManagedDirectory managed = ManagedDirectory.of(fixture.repository);
            Path temporary = managed.temporary();
            Path left = Path.of(
                    temporary.toString().replace("-" + ProcessHandle.current().pid() + "-", "-" + dead.pid() + "-"));
            fixture.git.git("worktree", "add", "-q", "--detach", left.toString(), merge);
            GitWorkspace.open(fixture.repository).close();
            assertThat(left).doesNotExist();
            assertThat(temporary).exists();
            Files.delete(temporary);
            assertNothingLeft(fixture);
        }
    }

    @Test
    void severalRunAtOnce() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String merge = merge(fixture);
            List<CompletableFuture<Verification>> all = Stream.of("true", "false", "true")
                    .map(command -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return fixture.workspace.verify(merge, List.of(), List.of(command), LONG);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            assertThat(all.get(0).get()).isInstanceOf(Verification.Passed.class);
            assertThat(all.get(1).get()).isInstanceOf(Verification.Rejected.class);
            assertThat(all.get(2).get()).isInstanceOf(Verification.Passed.class);
            assertNothingLeft(fixture);
        }
    }

    @Test
    void aMergeThatDoesNotExistCannotBeVerified() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            try (GitRepository same = GitRepository.open(fixture.git.directory())) {
                assertThat(same.commit("1".repeat(40))).isEmpty();
            }
            assertThatThrownBy(() -> fixture.workspace.verify("1".repeat(40), List.of(), List.of("true"), LONG))
                    .hasMessageContaining("worktree");
            assertNothingLeft(fixture);
        }
    }

    private static String merge(WorkspaceFixture fixture) throws InterruptedException {
        String tip = fixture.task("task").write("new", "x").commit("Work");
        return MergesTest.ready(fixture, tip).mergeCommit();
    }

    private static void assertNothingLeft(WorkspaceFixture fixture) throws IOException {
        try (Stream<Path> children = Files.list(fixture.managed())) {
            assertThat(children.map(child -> child.getFileName().toString()).filter(name -> name.startsWith(".")))
                    .isEmpty();
        }
        assertThat(fixture.git.git("worktree", "list").lines()).hasSizeLessThanOrEqualTo(2);
    }
}
