package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefMovesTest {
    private static final String REF = "refs/heads/gitcortex/w/a";
    private static final int KILLS = 8;

    @TempDir
    private Path temp;

    private TestRepository git;
    private GitRepository repository;
    private RefMoves refs;
    private String first;
    private String second;

    @BeforeEach
    void open() {
        git = TestRepository.create(temp.resolve("repo"));
        first = git.head();
        second = git.commit("Second");
        repository = GitRepository.open(git.directory());
        refs = new RefMoves(repository, new GitCalls(WorkspaceFixture.program(Map.of()), repository, Set.of()));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void aRefMovesFromWhereItIsExpectedAndNowhereElse() throws Exception {
        assertThat(refs.move(REF, Optional.of(first), second, "too early")).isEqualTo(RefMove.CHANGED);
        assertThat(refs.move(REF, Optional.empty(), first, "made")).isEqualTo(RefMove.MOVED);
        assertThat(refs.move(REF, Optional.empty(), second, "made again")).isEqualTo(RefMove.CHANGED);
        assertThat(refs.move(REF, Optional.of(first), second, "moved")).isEqualTo(RefMove.MOVED);
        assertThat(refs.move(REF, Optional.of(first), second, "too late")).isEqualTo(RefMove.CHANGED);

        assertThat(repository.tip(REF)).contains(second);
        assertThat(git.git("log", "-g", "--format=%gs, %gn", REF).lines())
                .containsExactly("moved, GitCortex Agent", "made, GitCortex Agent");
        assertThat(refs.delete(REF, first, second)).isEqualTo(RefMove.CHANGED);
        assertThat(refs.delete(REF, second, second)).isEqualTo(RefMove.MOVED);
        assertThat(repository.tip(REF)).isEmpty();
    }

    @Test
    void whatWouldLoseACommitIsRefused() throws Exception {
        refs.move(REF, Optional.empty(), second, "made");

        assertThatThrownBy(() -> refs.move(REF, Optional.of(second), first, "back"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining(first + " does not hold " + second);
        assertThatThrownBy(() -> refs.delete(REF, second, first))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining(first + " does not hold its commits");
        assertThat(repository.tip(REF)).contains(second);
    }

    @Test
    void aRefThatNamesAnotherIsChangedAndTheOtherIsNot() throws Exception {
        git.git("branch", "other", first);
        git.git("symbolic-ref", REF, "refs/heads/other");

        assertThat(refs.move(REF, Optional.of(first), second, "moved")).isEqualTo(RefMove.MOVED);
        assertThat(repository.tip("other")).contains(first);
        git.git("symbolic-ref", REF, "refs/heads/other");
        assertThat(refs.delete(REF, first, second)).isEqualTo(RefMove.MOVED);
        assertThat(repository.tip("other")).contains(first);
        assertThat(repository.tip(REF)).isEmpty();
    }

    @Test
    void aRefMayHaveANameInAnyLanguage() throws Exception {
        String ref = "refs/heads/größe-大小";
        refs.move(ref, Optional.empty(), first, "made");

        assertThat(refs.move(ref, Optional.of(first), second, "moved")).isEqualTo(RefMove.MOVED);
        assertThat(repository.tip(ref)).contains(second);
        assertThat(git.git("for-each-ref", "--format=%(objectname)", "refs/heads/gr*"))
                .isEqualTo(second);
    }

    @Test
    void whoFindsALockThatStaysIsToldSo() throws Exception {
        Path place = Files.createDirectories(temp.resolve("o'brien"));
        TestRepository odd = TestRepository.create(place.resolve("repo"));
        odd.git("config", "core.filesRefLockTimeout", "-1");
        try (GitRepository opened = GitRepository.open(odd.directory())) {
            RefMoves moves = new RefMoves(opened, new GitCalls(WorkspaceFixture.program(Map.of()), opened, Set.of()));
            Files.createFile(odd.directory().resolve(".git/refs/heads/a.lock"));
            assertThat(moves.move("refs/heads/a", Optional.empty(), odd.head(), "made"))
                    .isEqualTo(RefMove.LOCKED);
        }
    }

    @Test
    void aBranchThatIsInTheWayIsNamed() throws Exception {
        refs.move("refs/heads/gitcortex/w", Optional.empty(), first, "made");

        assertThatThrownBy(() -> refs.move(REF, Optional.empty(), first, "made"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("'refs/heads/gitcortex/w' exists");
    }

    @Test
    void aLockThatGoesAwayIsWaitedFor() throws Exception {
        Path lock = Files.createFile(Files.createDirectories(git.directory().resolve(".git/refs/heads/gitcortex/w"))
                .resolve("a.lock"));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<RefMove> move = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            try {
                return refs.move(REF, Optional.empty(), first, "made");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        await("the lock was met").during(300, TimeUnit.MILLISECONDS).until(() -> !move.isDone());
        Files.delete(lock);

        assertThat(move.get(30, TimeUnit.SECONDS)).isEqualTo(RefMove.MOVED);
    }

    @Test
    void whoIsKilledLeavesNoLock() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("killed-" + kill);
            try {
                assertThat(process.inputReader().readLine()).isEqualTo("begun");
                String last = "gitcortex/killed-" + kill + "/" + (3 + kill);
                await(last).until(() -> repository.tip(last).isPresent() || !process.isAlive());
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        await("git puts its locks away")
                .ignoreExceptionsInstanceOf(UncheckedIOException.class) // One that goes away while they are looked for.
                .untilAsserted(() -> assertThat(locks()).isEmpty());
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MovesRefs.class.getName(),
                        git.directory().toString(),
                        git.git("rev-parse", "HEAD^{tree}"),
                        "gitcortex/" + name))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<Path> locks() throws IOException {
        try (Stream<Path> files = Files.walk(git.directory().resolve(".git"))) {
            return files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
    }
}
