package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergesTest {
    private static final TargetMove MOVED = new TargetMove.Moved();

    @TempDir
    private Path temp;

    @Test
    void aPreparedMergeMovesNothingAndHoldsBothSides() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String before = fixture.git.head();
            String tip = fixture.task("task").write("new", "x").commit("Work");
            MergePreparation.Ready ready = ready(fixture, tip);

            assertThat(ready.targetBefore()).isEqualTo(before);
            CommitInfo merge = fixture.repository.commit(ready.mergeCommit()).orElseThrow();
            assertThat(merge.parents()).containsExactly(before, tip);
            assertThat(merge.message()).isEqualTo("Merge task\n");
            assertThat(fixture.git.git("show", "-s", "--format=%an <%ae> %cn", ready.mergeCommit()))
                    .isEqualTo("GitCortex Agent <agent@gitcortex.invalid> GitCortex Agent");
            assertThat(fixture.git.head()).isEqualTo(before);
            assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isFalse();
            assertThat(fixture.git.head()).isEqualTo(before);
            assertThat(fixture.managed()).isDirectoryNotContaining("glob:**/.tmp-*");
        }
    }

    @Test
    void theIdentityIsTheUsers() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        Path home = Files.createDirectories(temp.resolve("user"));
        Files.writeString(home.resolve(".gitconfig"), "[user]\nname = A Person\nemail = person@example.invalid\n");
        try (WorkspaceFixture fixture = WorkspaceFixture.of(git, Map.of("HOME", home.toString()))) {
            String tip = fixture.task("task").commit("Work");
            assertThat(git.git(
                            "show",
                            "-s",
                            "--format=%an <%ae>",
                            ready(fixture, tip).mergeCommit()))
                    .isEqualTo("A Person <person@example.invalid>");
        }
    }

    @Test
    void aTargetThatIsCheckedOutMovesWithItsFilesAndKeepsLocalChangesElsewhere() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.write("mine", "1\n").commit("Mine");
            TestRepository task = fixture.task("task");
            String tip = task.write("new", "x\n").write("README", "changed\n").commit("Work");
            fixture.git.write("mine", "2\n").write("untracked", "u");
            fixture.git.write("staged", "s").git("add", "staged");

            MergePreparation.Ready ready = ready(fixture, tip);
            assertThat(advance(fixture, ready)).isEqualTo(MOVED);
            assertThat(fixture.git.head()).isEqualTo(ready.mergeCommit());
            assertThat(fixture.git.read("new")).isEqualTo("x\n");
            assertThat(fixture.git.read("README")).isEqualTo("changed\n");
            assertThat(fixture.git.git("status", "--porcelain")).isEqualTo("M mine\nA  staged\n?? untracked");
            assertThat(fixture.git.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
            assertThat(advance(fixture, ready)).isEqualTo(MOVED);
            assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isTrue();
        }
    }

    @Test
    void localChangesInTheWayDelayTheMergeAndNothingChanges() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String tip = fixture.task("task")
                    .write("README", "theirs\n")
                    .write("new", "n")
                    .commit("Work");
            MergePreparation.Ready ready = ready(fixture, tip);

            fixture.git.write("README", "mine\n");
            assertDelayed(fixture, ready, "README");
            assertThat(fixture.git.read("README")).isEqualTo("mine\n");
            fixture.git.git("checkout", "-q", "README");

            fixture.git.write("new", "mine");
            assertDelayed(fixture, ready, "new");
            assertThat(fixture.git.read("new")).isEqualTo("mine");

            // Ignored, and still somebody's: git would overwrite it without a word.
            fixture.git.write(".git/info/exclude", "new\n");
            assertDelayed(fixture, ready, "new");
            assertThat(fixture.git.read("new")).isEqualTo("mine");

            fixture.git.delete("new");
            assertThat(advance(fixture, ready)).isEqualTo(MOVED);
        }
    }

    private static void assertDelayed(WorkspaceFixture fixture, MergePreparation.Ready ready, String names)
            throws InterruptedException {
        String status = fixture.git.git("status", "--porcelain", "--ignored=no");
        assertThat(advance(fixture, ready))
                .isInstanceOfSatisfying(
                        TargetMove.Delayed.class,
                        delayed -> assertThat(delayed.reason()).contains(names));
        assertThat(fixture.git.head()).isEqualTo(ready.targetBefore());
        assertThat(fixture.git.git("status", "--porcelain", "--ignored=no")).isEqualTo(status);
        assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isFalse();
    }

    @Test
    void aTargetThatNobodyHasCheckedOutMovesAlone() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String tip = fixture.task("task").write("new", "x").commit("Work");
            fixture.git.git("checkout", "-q", "-b", "elsewhere");
            fixture.git.write("README", "local\n");
            for (boolean packed : new boolean[] {false, true}) {
                if (packed) {
                    fixture.git.git("pack-refs", "--all");
                    tip = fixture.task("task").write("more", "x").commit("More");
                }
                MergePreparation.Ready ready = ready(fixture, tip);
                assertThat(advance(fixture, ready)).isEqualTo(MOVED);
                assertThat(fixture.git.git("rev-parse", "main")).isEqualTo(ready.mergeCommit());
            }
            assertThat(fixture.git.git("status", "--porcelain")).isEqualTo("M README");
            assertThat(fixture.git.git("reflog", "main")).contains("merge by GitCortex");
        }
    }

    @Test
    void aTargetThatHasMovedMeanwhileIsLeftAlone() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String tip = fixture.task("task").write("new", "x").commit("Work");
            MergePreparation.Ready ready = ready(fixture, tip);
            String now = fixture.git.commit("Somebody was faster");
            assertThat(advance(fixture, ready)).isEqualTo(new TargetMove.TargetChanged(now));
            fixture.git.git("checkout", "-q", "-b", "elsewhere");
            assertThat(advance(fixture, ready)).isEqualTo(new TargetMove.TargetChanged(now));
            assertThat(fixture.git.git("rev-parse", "main")).isEqualTo(now);

            MergePreparation.Ready again = ready(fixture, tip);
            assertThat(advance(fixture, again)).isEqualTo(MOVED);
            fixture.git.git("checkout", "-q", "main");
            fixture.git.commit("And on it goes");
            assertThat(fixture.workspace.isMerged("main", again.mergeCommit())).isTrue();
        }
    }

    @Test
    void aRebaseOrBisectOfTheTargetDelaysTheMerge() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String base = fixture.git.head();
            fixture.git.write("README", "one\n").commit("One");
            fixture.git.git("checkout", "-q", "-b", "other", base);
            fixture.git.write("README", "two\n").commit("Two");
            fixture.git.git("checkout", "-q", "main");
            String tip = fixture.task("task").write("new", "x").commit("Work");
            MergePreparation.Ready ready = ready(fixture, tip);

            assertThat(fixture.git.tryGit("rebase", "other")).isFalse();
            assertThat(advance(fixture, ready))
                    .isInstanceOfSatisfying(
                            TargetMove.Delayed.class,
                            delayed -> assertThat(delayed.reason()).contains("rebase of main"));
            fixture.git.git("rebase", "--abort");

            fixture.git.git("bisect", "start", "HEAD", base);
            assertThat(advance(fixture, ready)).isInstanceOf(TargetMove.Delayed.class);
            fixture.git.git("bisect", "reset");
            assertThat(advance(fixture, ready)).isEqualTo(MOVED);
        }
    }

    @Test
    void aLockedIndexDelaysTheMergeAndNothingChanges() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String tip = fixture.task("task").write("new", "x").commit("Work");
            MergePreparation.Ready ready = ready(fixture, tip);
            fixture.git.write(".git/index.lock", "");
            assertThat(advance(fixture, ready))
                    .isInstanceOfSatisfying(
                            TargetMove.Delayed.class,
                            delayed -> assertThat(delayed.reason()).contains("index.lock"));
            assertThat(fixture.git.head()).isEqualTo(ready.targetBefore());
            fixture.git.delete(".git/index.lock");
            assertThat(advance(fixture, ready)).isEqualTo(MOVED);
        }
    }

    @Test
    void aTargetInALinkedWorktreeMovesThere() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.git("checkout", "-q", "-b", "elsewhere");
            fixture.git.git("worktree", "add", "-q", temp.resolve("linked").toString(), "main");
            String tip = fixture.task("task").write("new", "x").commit("Work");
            assertThat(advance(fixture, ready(fixture, tip))).isEqualTo(MOVED);
            assertThat(temp.resolve("linked/new")).hasContent("x");
            assertThat(fixture.git.at(temp.resolve("linked")).git("status", "--porcelain"))
                    .isEmpty();
        }
    }

    @Test
    void conflictsAreNamedAndNothingMoves() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            String tip = task.write("README", "theirs\n")
                    .write("ü b", "1")
                    .write("fine", "f")
                    .commit("Work");
            String before =
                    fixture.git.write("README", "ours\n").write("ü b", "2").commit("Ours");
            assertThat(fixture.workspace.prepare("main", tip, "Merge"))
                    .isEqualTo(new MergePreparation.Conflict(List.of("README", "ü b")));
            assertThat(fixture.git.head()).isEqualTo(before);
            assertThat(fixture.git.git("status", "--porcelain")).isEmpty();
        }
    }

    @Test
    void aRenameOnOneSideAndAnEditOnTheOtherGoTogether() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.write("old", "1\n2\n3\n4\n5\n6\n7\n8\n").commit("Before");
            TestRepository task = fixture.task("task");
            task.git("mv", "old", "new");
            String tip = task.commit("Rename");
            fixture.git.write("old", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n").commit("Edit");
            assertThat(advance(fixture, ready(fixture, tip))).isEqualTo(MOVED);
            assertThat(fixture.git.read("new")).endsWith("nine\n");
            assertThat(fixture.git.directory().resolve("old")).doesNotExist();
        }
    }

    @Test
    void attributesOfTheTargetAreUsedAsAMergeThereWouldUseThem() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git
                    .write(".gitattributes", "CHANGES merge=union\n")
                    .write("CHANGES", "start\n")
                    .commit("Union");
            String tip =
                    fixture.task("task").write("CHANGES", "start\ntheirs\n").commit("Theirs");
            fixture.git.write("CHANGES", "start\nours\n").commit("Ours");
            assertThat(advance(fixture, ready(fixture, tip))).isEqualTo(MOVED);
            assertThat(fixture.git.read("CHANGES")).isEqualTo("start\nours\ntheirs\n");
        }
    }

    @Test
    void nothingIsMergedTwiceAndNothingFromNowhere() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            assertThat(fixture.workspace.prepare("main", fixture.git.head(), "Merge"))
                    .isEqualTo(new MergePreparation.NothingToMerge());
            assertThatThrownBy(() -> fixture.workspace.prepare("nowhere", fixture.git.head(), "Merge"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("nowhere");
            String head = fixture.git.head();
            fixture.git.git("checkout", "-q", "--orphan", "alone");
            String alone = fixture.git.commit("Alone");
            fixture.git.git("checkout", "-q", "main");
            assertThat(fixture.git.head()).isEqualTo(head);
            assertThatThrownBy(() -> fixture.workspace.prepare("main", alone, "Merge"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("unrelated");
        }
    }

    @Test
    void optionsInTheConfigurationDoNotTurnAFastForwardIntoSomethingElse() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.git("config", "branch.main.mergeOptions", "--squash --no-commit --autostash");
            fixture.git.git("config", "merge.verifySignatures", "true");
            fixture.git.git("config", "merge.ff", "false");
            String tip = fixture.task("task").write("new", "x").commit("Work");
            MergePreparation.Ready ready = ready(fixture, tip);
            assertThat(advance(fixture, ready)).isEqualTo(MOVED);
            assertThat(fixture.git.head()).isEqualTo(ready.mergeCommit());
        }
    }

    @Test
    void aMergeThatWasPrunedWhileItWaitedIsToBeMadeAgain() throws Exception {
        for (boolean checkedOut : List.of(true, false)) {
            Path place = Files.createDirectories(temp.resolve("checked-out-" + checkedOut));
            try (WorkspaceFixture fixture = WorkspaceFixture.create(place)) {
                String tip = fixture.task("task").write("new", "x").commit("Work");
                fixture.git.write("other", "y").commit("Meanwhile");
                if (!checkedOut) {
                    fixture.git.git("checkout", "-q", "-b", "elsewhere");
                }
                MergePreparation.Ready pruned = ready(fixture, tip);
                // Read once, so that what remembers it would be found out.
                assertThat(fixture.repository.commit(pruned.mergeCommit())).isPresent();
                fixture.git.git("-c", "gc.reflogExpire=now", "gc", "-q", "--prune=now");

                assertThat(fixture.workspace.isMerged("main", pruned.mergeCommit()))
                        .isFalse();
                assertThat(advance(fixture, pruned)).isEqualTo(new TargetMove.TargetChanged(pruned.targetBefore()));
                assertThat(advance(fixture, ready(fixture, tip))).isEqualTo(MOVED);
                assertThat(fixture.git.git("show", "main:new")).isEqualTo("x");
            }
        }
    }

    @Test
    void theSituationOfATargetChangesWithItsTipAndWithHeadAndIndexOfItsCheckoutAlone() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            String before = fixture.workspace.situation("main");
            task.write("new", "x").commit("Nothing to do with main");
            fixture.git.write("untracked", "x");
            assertThat(fixture.workspace.situation("main")).isEqualTo(before);

            fixture.git.git("add", "untracked");
            String staged = fixture.workspace.situation("main");
            assertThat(staged).isNotEqualTo(before);
            fixture.git.git("commit", "-q", "-m", "More");
            String committed = fixture.workspace.situation("main");
            assertThat(committed).isNotEqualTo(staged);
            fixture.git.git("checkout", "-q", "-b", "elsewhere");
            String left = fixture.workspace.situation("main");
            assertThat(left).isNotEqualTo(committed);
            fixture.git.git("update-ref", "refs/heads/main", task.head());
            assertThat(fixture.workspace.situation("main")).isNotEqualTo(left);
        }
    }

    static MergePreparation.Ready ready(WorkspaceFixture fixture, String tip) throws InterruptedException {
        return (MergePreparation.Ready) fixture.workspace.prepare("main", tip, "Merge task\n");
    }

    static TargetMove advance(WorkspaceFixture fixture, MergePreparation.Ready ready) throws InterruptedException {
        return fixture.workspace.advance("main", ready.targetBefore(), ready.mergeCommit());
    }
}
