package io.gitcortex.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.ChangeType;
import io.gitcortex.model.FileChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
    @TempDir
    private Path temp;

    @Test
    void isOpenedFromAnyDirectoryInside() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("worktree", "add", "-q", "-b", "side", temp.resolve("linked").toString());
        Path deep = Files.createDirectories(git.directory().resolve("a/b"));
        Path dotGit = git.directory().resolve(".git").toRealPath();

        for (Path start : List.of(git.directory(), deep, temp.resolve("linked"), dotGit)) {
            try (GitRepository repository = GitRepository.open(start)) {
                assertThat(repository.commonDirectory()).isEqualTo(dotGit);
                assertThat(repository.mainWorktree()).contains(git.directory().toRealPath());
                assertThat(repository.isBare()).isFalse();
                assertThat(repository.headBranch()).isEqualTo("main");
            }
        }
    }

    @Test
    void knowsABareRepositoryAndOneWhoseGitDirectoryLiesElsewhere() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("clone", "-q", "--bare", ".", temp.resolve("bare.git").toString());
        git.git("init", "-q", "--separate-git-dir", temp.resolve("apart").toString());

        try (GitRepository bare = GitRepository.open(temp.resolve("bare.git"));
                GitRepository apart = GitRepository.open(git.directory())) {
            assertThat(bare.isBare()).isTrue();
            assertThat(bare.headBranch()).isEqualTo("main");
            assertThat(apart.commonDirectory()).isEqualTo(temp.resolve("apart").toRealPath());
            assertThat(apart.mainWorktree()).contains(git.directory().toRealPath());
        }
    }

    @Test
    void saysWhatIsWrongWithADirectoryThatCannotBeUsed() throws Exception {
        Files.createDirectories(temp.resolve("plain"));
        assertThatThrownBy(() -> GitRepository.open(temp.resolve("plain")))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("is not inside a git repository");

        TestRepository fresh = TestRepository.empty(temp.resolve("fresh"));
        assertThatThrownBy(() -> GitRepository.open(fresh.directory()))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("has no commit yet");

        TestRepository other = TestRepository.empty(temp.resolve("other"));
        other.git("config", "extensions.objectFormat", "sha256");
        assertThatThrownBy(() -> GitRepository.open(other.directory())).hasMessageContaining("SHA-1");

        TestRepository partial = TestRepository.create(temp.resolve("partial"));
        partial.git("config", "remote.origin.promisor", "true");
        assertThatThrownBy(() -> GitRepository.open(partial.directory())).hasMessageContaining("partial clone");
    }

    @Test
    void aDetachedHeadHasNoBranch() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("checkout", "-q", "--detach");
        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThatThrownBy(repository::headBranch).hasMessageContaining("HEAD is detached");
        }
    }

    @Test
    void tipIsReadAnewLooseAndPacked() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThat(repository.tip("gitcortex/w/t")).isEmpty();
            git.git("branch", "gitcortex/w/t");
            assertThat(repository.tip("gitcortex/w/t")).contains(git.head());
            git.git("pack-refs", "--all");
            assertThat(repository.tip("refs/heads/gitcortex/w/t")).contains(git.head());
            for (int i = 0; i < 20; i++) {
                String hash = git.commit("Commit " + i);
                assertThat(repository.tip("main")).contains(hash);
                git.git("pack-refs", "--all", "--prune");
                assertThat(repository.tip("main")).contains(hash);
            }
            git.git("branch", "-D", "gitcortex/w/t");
            assertThat(repository.tip("gitcortex/w/t")).isEmpty();
        }
    }

    @Test
    void newCommitsComeParentsFirst() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        git.git("checkout", "-q", "-b", "left");
        String left = git.commit("Left");
        git.git("checkout", "-q", "-b", "right", fork);
        String right1 = git.commit("Right 1");
        String right2 = git.commit("Right 2");
        git.git("merge", "-q", "--no-ff", "-m", "Both", "left");
        String both = git.head();

        try (GitRepository repository = GitRepository.open(git.directory())) {
            List<String> hashes = hashes(repository.newCommits(both, List.of(fork), 100));
            assertThat(hashes).containsExactlyInAnyOrder(left, right1, right2, both);
            assertThat(hashes.indexOf(right1)).isLessThan(hashes.indexOf(right2));
            assertThat(hashes).last().isEqualTo(both);
            CommitInfo merge = repository.commit(both).orElseThrow();
            assertThat(merge.parents()).containsExactly(right2, left);
            assertThat(merge.message()).isEqualTo("Both\n");
            assertThat(repository.newCommits(both, List.of(both), 100)).isEmpty();
        }
    }

    @Test
    void twelveHundredCommitsOnTwoLinesAreReadInPagesEachOnce() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        git.write("import", fastImport(fork));
        git.git("-c", "alias.imp=!git fast-import --quiet < import", "imp");
        git.git("checkout", "-q", "one");
        git.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "Both", "two");

        try (GitRepository repository = GitRepository.open(git.directory())) {
            List<String> excluded = new ArrayList<>(List.of(fork));
            List<String> seen = new ArrayList<>();
            List<CommitInfo> page;
            do {
                page = repository.newCommits(git.head(), excluded, 500);
                seen.addAll(hashes(page));
                excluded.addAll(hashes(page));
            } while (!page.isEmpty());
            assertThat(seen).hasSize(1_201).doesNotHaveDuplicates().last().isEqualTo(git.head());
        }
    }

    private static String fastImport(String fork) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            String ref = i % 2 == 0 ? "refs/heads/one" : "refs/heads/two";
            String text = "Commit " + i;
            script.append("commit ").append(ref).append("\ncommitter T <t@example.invalid> ");
            script.append(1_700_000_000L + i % 7).append(" +0000\ndata ").append(text.length());
            script.append('\n').append(text).append('\n');
            script.append(i < 2 ? "from " + fork + "\n" : "").append('\n');
        }
        return script.toString();
    }

    @Test
    void anExcludedCommitThatIsGoneIsIgnored() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        String before = git.write("a", "1").commit("Before");
        git.git("commit", "-q", "--amend", "-m", "After");
        String after = git.head();
        git.git("reflog", "expire", "--expire=now", "--all");
        git.git("gc", "-q", "--prune=now");

        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThat(repository.commit(before)).isEmpty();
            assertThat(hashes(repository.newCommits(after, List.of(before, fork, "no hash at all"), 10)))
                    .containsExactly(after);
            assertThat(repository.isAncestor(before, after)).isFalse();
            assertThatThrownBy(() -> repository.newCommits(before, List.of(), 10))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining(before);
        }
    }

    @Test
    void commitsAreSeenAcrossAGarbageCollection() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        try (GitRepository repository = GitRepository.open(git.directory())) {
            for (int i = 0; i < 5; i++) {
                String hash = git.write("f" + i, "x").commit("Commit " + i);
                git.git("gc", "-q");
                assertThat(hashes(repository.newCommits(hash, List.of(fork), 100)))
                        .hasSize(i + 1);
            }
        }
    }

    @Test
    void aChildThatIsOlderThanItsParentStillComesAfterIt() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        String parent = git.commit("Parent");
        git.git("-c", "alias.c=!GIT_COMMITTER_DATE='2001-01-01T00:00:00Z' git commit -q --allow-empty -m Child", "c");
        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThat(hashes(repository.newCommits(git.head(), List.of(fork), 10)))
                    .containsExactly(parent, git.head());
        }
    }

    @Test
    void changesAreFoundWithRenames() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.write("old name", "1\n2\n3\n4\n5\n").write("gone", "g").write("kept", "k");
        git.commit("Before");
        git.git("mv", "old name", "new name");
        git.write("new name", "1\n2\n3\n4\n5\n6\n")
                .delete("gone")
                .write("kept", "K")
                .write("new", "n")
                .write(" ", "");
        String hash = git.commit("After");

        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThat(repository.changes(hash))
                    .containsExactlyInAnyOrder(
                            FileChange.of("new name", ChangeType.RENAMED),
                            FileChange.of("gone", ChangeType.DELETED),
                            FileChange.of("kept", ChangeType.MODIFIED),
                            FileChange.of("new", ChangeType.ADDED),
                            FileChange.of("\" \"", ChangeType.ADDED));
            String root = git.git("rev-list", "--max-parents=0", "HEAD");
            assertThat(repository.changes(root)).containsExactly(FileChange.of("README", ChangeType.ADDED));
        }
    }

    @Test
    void statCountsLinesAndIsClippedOnWholeLines() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String from = git.head();
        git.write("README", "hello\nworld\n")
                .write("bin", new byte[] {0, 1, 2, 0})
                .write("a\nb", "x\n");
        git.commit("One");
        for (int i = 0; i < 30; i++) {
            git.write("many/" + i, "line\n");
        }
        String to = git.commit("Many");

        try (GitRepository repository = GitRepository.open(git.directory())) {
            String all = repository.diffStat(from, to, 10_000);
            assertThat(all).contains("README | +1 -0 lines\n", "bin | binary\n", "\"a\\nb\" | +1 -0 lines\n");
            assertThat(all.lines()).hasSize(33);
            String clipped = repository.diffStat(from, to, 200);
            assertThat(clipped.length()).isLessThanOrEqualTo(200);
            assertThat(clipped.lines().toList()).last().asString().matches("\\.\\.\\. and \\d+ more files");
            assertThat(all)
                    .contains(clipped.lines().limit(clipped.lines().count() - 1).toList());
            assertThat(repository.diffStat(to, to, 200)).isEmpty();
        }
    }

    @Test
    void knowsAncestorsAndWhereHistoriesMeet() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String fork = git.head();
        String main = git.commit("Main");
        git.git("checkout", "-q", "-b", "side", fork);
        String side = git.commit("Side");
        git.git("checkout", "-q", "--orphan", "alone");
        String alone = git.commit("Alone");
        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThat(repository.mergeBase(main, side)).contains(fork);
            assertThat(repository.mergeBase(main, alone)).isEmpty();
            assertThat(repository.isAncestor(fork, side)).isTrue();
            assertThat(repository.isAncestor(side, side)).isTrue();
            assertThat(repository.isAncestor(main, side)).isFalse();
        }
    }

    @Test
    void theLogOfARefFindsWhatWasRewritten() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String before = git.commit("Before");
        git.git("commit", "-q", "--amend", "--allow-empty", "-m", "After");
        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThat(repository.reflog("main", 10)).startsWith(git.head(), before);
            assertThat(repository.reflog("nowhere", 10)).isEmpty();
        }
    }

    private static List<String> hashes(List<CommitInfo> commits) {
        return commits.stream().map(CommitInfo::hash).toList();
    }
}
