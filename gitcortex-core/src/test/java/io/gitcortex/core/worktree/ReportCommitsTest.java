package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.Reports.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits on behalf of those who cannot, from whatever lies in their worktrees. */
final class ReportCommitsTest {
    private static final String BRANCH = "gitcortex/w/task";
    private static final String MESSAGE = "Say hello\n\n# kept as it is\n";

    @TempDir
    private Path temp;

    private WorkspaceFixture fixture;
    private TestRepository task;
    private Reports reports;

    @BeforeEach
    void open() throws InterruptedException {
        fixture = WorkspaceFixture.create(temp);
        task = fixture.task("task");
        reports = fixture.workspace.reports();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Draft commit(boolean review) throws InterruptedException {
        return reports.commit(new Reports.Order(BRANCH, "task", review, MESSAGE));
    }

    private void taken(boolean review) throws InterruptedException {
        assertThat(reports.advance(BRANCH, commit(review))).isTrue();
    }

    private Path file() {
        return task.directory().resolve(ReportFile.NAME);
    }

    private ReportFile found() {
        return reports.find("task").orElseThrow();
    }

    @Test
    void everythingThatIsNotIgnoredIsCommittedAndTheWorktreeIsCleanThen() throws Exception {
        task.write("tracked/a", "1").write("gone", "1").git("add", "-A");
        task.git("commit", "-q", "-m", "Begin");
        Files.delete(task.directory().resolve("gone"));
        Files.delete(task.directory().resolve("tracked/a"));
        Files.delete(task.directory().resolve("tracked"));
        Files.createSymbolicLink(task.directory().resolve("tracked"), Path.of("new"));
        task.write("new/b", "2")
                .write(".gitignore", "*.log\n")
                .write("x.log", "no")
                .write("-D x", "odd");
        task.write(ReportFile.NAME, "{}").write(ReportFile.NAME + ".12", "{");
        String before = task.head();

        commit(false); // Cut off: the index holds it already when it is tried again.
        Draft draft = commit(false);

        assertThat(draft.parent()).isEqualTo(before);
        assertThat(task.head()).as("nothing moves by itself").isEqualTo(before);
        assertThat(reports.advance(BRANCH, draft)).isTrue();
        assertThat(task.head()).isEqualTo(draft.hash());
        assertThat(task.git("ls-tree", "-r", "--name-only", "HEAD").lines())
                .contains("-D x", ".gitignore", "new/b", "tracked")
                .doesNotContain("gone", "x.log", ReportFile.NAME, ReportFile.NAME + ".12");
        Files.delete(file());
        Files.delete(task.directory().resolve(ReportFile.NAME + ".12"));
        assertThat(task.git("status", "--porcelain")).isEmpty();
        assertThat(task.git("log", "-1", "--format=%B")).contains("# kept as it is");
    }

    @Test
    void whatIsStagedAsGoneAndThereAgainIsCommitted() throws Exception {
        task.write("a", "1").write("b", "1").git("add", "-A");
        task.git("commit", "-q", "-m", "Begin");
        task.git("rm", "-q", "--cached", "a");
        task.git("rm", "-q", "b");

        taken(false);

        assertThat(task.git("show", "HEAD:a")).isEqualTo("1");
        assertThat(task.git("ls-tree", "--name-only", "HEAD").lines()).doesNotContain("b");
        assertThat(task.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void aMergeUnderWayIsNotCommittedAsIfItWereNone() {
        task.git("commit", "-q", "--allow-empty", "-m", "Ours");
        String ours = task.head();
        task.git("checkout", "-q", "--detach", "HEAD~1");
        task.write("theirs", "t").git("add", "theirs");
        task.git("commit", "-q", "-m", "Theirs");
        String theirs = task.head();
        task.git("checkout", "-q", BRANCH);
        task.git("merge", "-q", "--no-commit", theirs);

        assertThatThrownBy(() -> commit(false))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("A merge is under way")
                .hasMessageContaining("git merge --abort");

        assertThat(task.head()).isEqualTo(ours);
    }

    /** Of a git that was killed; whoever is at work touches it within a minute. */
    @Test
    void aLockOfTheIndexThatNobodyHoldsAnyMoreIsNoObstacle() throws Exception {
        Path lock = Path.of(task.git("rev-parse", "--absolute-git-dir")).resolve("index.lock");
        Files.createFile(lock);
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        task.write("a", "1");

        taken(false);

        assertThat(task.git("show", "HEAD:a")).isEqualTo("1");
    }

    @Test
    void aReviewLeavesFilesAndIndexAlone() throws Exception {
        task.write("staged", "s").git("add", "staged");
        task.write("untracked", "u");
        String status = task.git("status", "--porcelain");

        taken(true);

        assertThat(task.git("status", "--porcelain")).isEqualTo(status);
        assertThat(task.git("rev-parse", "HEAD^{tree}")).isEqualTo(task.git("rev-parse", "HEAD~1^{tree}"));
    }

    @Test
    void aBranchThatHasMovedMeanwhileIsLeftWhereItIs() throws Exception {
        Draft draft = commit(false);
        task.git("commit", "-q", "--allow-empty", "-m", "Meanwhile");
        String tip = task.head();

        assertThat(reports.advance(BRANCH, draft)).isFalse();

        assertThat(task.head()).isEqualTo(tip);
    }

    @Test
    void whatIsHeldAlreadyIsDone() throws Exception {
        Draft draft = commit(false);
        assertThat(reports.advance(BRANCH, draft)).isTrue();
        task.git("commit", "-q", "--allow-empty", "-m", "More");

        assertThat(reports.advance(BRANCH, draft)).isTrue();
    }

    @Test
    void aWorktreeThatStandsElsewhereIsNotCommitted() {
        task.git("checkout", "-q", "--detach");

        assertThatThrownBy(() -> commit(false))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("stands on no branch, not on refs/heads/" + BRANCH);
    }

    @Test
    void noHookAndNoFilterOfTheRepositoryIsRun() throws Exception {
        Path fired = temp.resolve("fired");
        fixture.git.git("config", "filter.evil.clean", "touch '" + fired + "'; cat");
        fixture.git.git("config", "core.hooksPath", temp.resolve("hooks").toString());
        for (String hook : new String[] {"pre-commit", "commit-msg", "post-index-change", "reference-transaction"}) {
            Path file = temp.resolve("hooks").resolve(hook);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\ntouch '" + fired + "'\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        task.write(".gitattributes", "*.txt filter=evil\n").write("a.txt", "a");
        task.git("add", "a.txt");
        assertThat(fired).as("they do fire").exists();
        task.git("rm", "-q", "--cached", "a.txt");
        Files.delete(fired);

        taken(false);

        assertThat(task.git("show", "HEAD:a.txt")).isEqualTo("a");
        Files.deleteIfExists(fired); // Reading by git itself may run what it likes.
        task.write("b.txt", "b");
        taken(false);
        assertThat(fired).doesNotExist();
    }

    @Test
    void onlyARegularFileOfBoundedSizeIsRead() throws IOException {
        assertThat(reports.find("task")).isEmpty();
        Files.createSymbolicLink(file(), Path.of("/etc/passwd"));
        assertThat(found().flaw()).hasValueSatisfying(flaw -> assertThat(flaw).contains("no regular file"));
        Files.delete(file());
        Files.createDirectory(file());
        assertThat(found().flaw()).hasValueSatisfying(flaw -> assertThat(flaw).contains("no regular file"));
        Files.delete(file());
        Files.writeString(file(), "x".repeat(64 * 1024 + 1));
        assertThat(found().flaw()).hasValueSatisfying(flaw -> assertThat(flaw).contains("larger than 64 KiB"));
        Files.write(file(), new byte[] {'{', (byte) 0xff, '}'});
        assertThat(found().flaw()).hasValueSatisfying(flaw -> assertThat(flaw).contains("not UTF-8"));
        Files.writeString(file(), "{}");
        assertThat(found()).isEqualTo(new ReportFile("{}", null));
    }

    @Test
    void aNewerReportIsNotRemovedWithTheOneThatWasTaken() throws IOException {
        Files.writeString(file(), "old");
        ReportFile taken = found();
        Files.writeString(file(), "new");

        reports.remove("task", taken);

        assertThat(found().text()).isEqualTo("new");
        reports.remove("task", found());
        assertThat(reports.find("task")).isEqualTo(Optional.empty());
        assertThat(task.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void whatAnInterruptedRemovalHasSetAsideIsFoundAgain() throws IOException {
        Files.writeString(task.directory().resolve(ReportFile.NAME + ".taken"), "mine");

        assertThat(found().text()).isEqualTo("mine");

        reports.remove("task", found());
        assertThat(task.git("status", "--porcelain")).isEmpty();
    }
}
