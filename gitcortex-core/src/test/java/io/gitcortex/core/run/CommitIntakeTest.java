package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.git.CommitDraft;
import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.workflow.CommitEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches that are read in more than one page. */
class CommitIntakeTest {
    private static final int SIDE = CommitIntake.PAGE + 100;

    @TempDir
    private Path temp;

    private GitRepository repository;
    private String tree;

    /** So many commits in a line. */
    private List<String> line(String start, String name, int count) {
        List<String> hashes = new ArrayList<>();
        String parent = start;
        for (int i = 0; i < count; i++) {
            parent = commit(name + " " + i, parent);
            hashes.add(parent);
        }
        return hashes;
    }

    private String commit(String message, String... parents) {
        return repository
                .writer()
                .commit(new CommitDraft(tree, List.of(parents), message, GitIdentity.DEFAULT, Instant.EPOCH));
    }

    private static String last(List<String> hashes) {
        return hashes.get(hashes.size() - 1);
    }

    /** The repository, which writes down the commits it hands out. */
    private CommitReader recording(List<String> handedOut) {
        return recording(handedOut, new ArrayList<>());
    }

    /** The repository, which also writes down the heads that are searched for what the branch has held. */
    private CommitReader recording(List<String> handedOut, List<String> searched) {
        return through((method, arguments) -> {
            Object result = method.invoke(repository, arguments);
            if (method.getName().equals("newCommits") && result instanceof List<?> page) {
                page.forEach(commit -> handedOut.add(((CommitInfo) commit).hash()));
            }
            if (method.getName().equals("lostCommits")) {
                ((Collection<?>) arguments[0]).forEach(head -> searched.add((String) head));
            }
            return result;
        });
    }

    /** The repository, of which one commit cannot be seen for some time. */
    private CommitReader hiding(String commit, AtomicBoolean hidden) {
        return through((method, arguments) -> {
            if (hidden.get() && method.getName().equals("commit") && arguments[0].equals(commit)) {
                return Optional.empty();
            }
            if (hidden.get() && method.getName().equals("lostCommits")) {
                List<Object> heads = new ArrayList<>((Collection<?>) arguments[0]);
                heads.remove(commit);
                return method.invoke(repository, heads, arguments[1], arguments[2]);
            }
            return method.invoke(repository, arguments);
        });
    }

    private interface Call {
        Object make(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static CommitReader through(Call call) {
        return (CommitReader) Proxy.newProxyInstance(
                CommitReader.class.getClassLoader(),
                new Class<?>[] {CommitReader.class},
                (proxy, method, arguments) -> {
                    try {
                        return call.make(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void everyCommitOfSideLinesIsReadOnceAndWhatAMergeOfTheTargetBringsAlongIsNobodysReport() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository opened = GitRepository.open(git.directory())) {
            repository = opened;
            List<String> target = line(base, "Of the target", SIDE);
            List<String> own = line(base, "Own", SIDE);
            List<String> side = line(base, "On a side line", SIDE);
            String joined = commit("Join the side line", last(own), last(side));
            String merged = commit("Merge the target", joined, last(target));
            String tip = commit("After it", merged);
            git.git("update-ref", "refs/heads/main", last(target));
            git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, tip);

            JournalFixture test = JournalFixture.begunAt(base);
            List<String> handedOut = new ArrayList<>();
            CommitIntake intake = test.intake(recording(handedOut));
            intake.read(JournalFixture.TASK);

            List<String> expected = new ArrayList<>(own);
            expected.addAll(side);
            expected.addAll(List.of(joined, merged, tip));
            assertThat(commits(test)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(handedOut).doesNotHaveDuplicates().hasSize(expected.size() + target.size());
            assertThat(test.journal.cursor("refs/heads/" + JournalFixture.BRANCH))
                    .contains(tip);

            intake.read(JournalFixture.TASK);
            assertThat(commits(test)).hasSameSizeAs(expected);
        }
    }

    @Test
    void aReadingThatWasCutOffBetweenTwoPagesIsGoneOnWith() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository opened = GitRepository.open(git.directory())) {
            repository = opened;
            List<String> own = line(base, "Own", SIDE);
            List<String> side = line(base, "On a side line", SIDE);
            String tip = commit("Join", last(own), last(side));
            git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, tip);
            JournalFixture test = JournalFixture.begunAt(base);
            List<CommitInfo> page = repository.newCommits(tip, List.of(base), CommitIntake.PAGE);
            String reached = page.get(page.size() - 1).hash();
            test.journal.append(new Batch().cursor("refs/heads/" + JournalFixture.BRANCH, reached));

            test.intake(repository).read(JournalFixture.TASK);
            assertThat(commits(test)).doesNotHaveDuplicates().contains(tip).containsAll(rest(own, side, page));
        }
    }

    @Test
    void whatTheLogOfABranchHasHeldIsSearchedOnceHoweverLongTheLogGrows() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository opened = GitRepository.open(git.directory())) {
            repository = opened;
            JournalFixture test = JournalFixture.begunAt(base);
            List<String> searched = new ArrayList<>();
            CommitIntake intake = test.intake(recording(new ArrayList<>(), searched));
            List<String> own = line(base, "Own", 5);
            for (String commit : own) {
                git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, commit);
                intake.read(JournalFixture.TASK);
            }

            assertThat(searched).containsExactlyElementsOf(own);
        }
    }

    @Test
    void whatACollectorHidesWhileTheLogIsSearchedIsFoundOnceTheLogHasGrown() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository opened = GitRepository.open(git.directory())) {
            repository = opened;
            JournalFixture test = JournalFixture.begunAt(base);
            AtomicBoolean hidden = new AtomicBoolean(true);
            List<String> versions = List.of(commit("1", base), commit("2", base), commit("3", base));
            CommitIntake intake = test.intake(hiding(versions.get(0), hidden));
            git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, versions.get(0));
            git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, versions.get(1));
            intake.read(JournalFixture.TASK);
            assertThat(commits(test)).containsExactly(versions.get(1));

            hidden.set(false);
            git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, versions.get(2));
            intake.read(JournalFixture.TASK);

            assertThat(commits(test)).containsExactlyInAnyOrderElementsOf(versions);
        }
    }

    @Test
    void whatComesWhileABranchIsReadIsFoundOnItAtTheNextLookAndNotTakenForLost() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository opened = GitRepository.open(git.directory())) {
            repository = opened;
            JournalFixture test = JournalFixture.begunAt(base);
            String branch = "refs/heads/" + JournalFixture.BRANCH;
            List<String> own = line(base, "Own", 2);
            AtomicBoolean comes = new AtomicBoolean(true);
            CommitReader busy = through((method, arguments) -> {
                if (method.getName().equals("reflog") && comes.getAndSet(false)) {
                    git.git("update-ref", branch, own.get(1));
                }
                return method.invoke(repository, arguments);
            });
            git.git("update-ref", branch, own.get(0));
            CommitIntake intake = test.intake(busy);

            intake.read(JournalFixture.TASK);
            assertThat(commits(test)).containsExactly(own.get(0));

            intake.read(JournalFixture.TASK);
            assertThat(commits(test)).containsExactlyElementsOf(own);
        }
    }

    @Test
    void aBurstMayBeBrokenOffBetweenItsPartsAndIsGoneOnWith() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository opened = GitRepository.open(git.directory())) {
            repository = opened;
            JournalFixture test = JournalFixture.begunAt(base);
            List<String> own = line(base, "Own", 90);
            git.git("update-ref", "refs/heads/" + JournalFixture.BRANCH, last(own));
            AtomicInteger asked = new AtomicInteger();
            CommitIntake intake = test.intake(repository);

            intake.readAll(() -> asked.incrementAndGet() < 2);

            List<String> begun = commits(test);
            assertThat(asked).hasValue(2);
            assertThat(begun).hasSizeBetween(2, 89).isEqualTo(own.subList(0, begun.size()));
            assertThat(test.journal.cursor("refs/heads/" + JournalFixture.BRANCH))
                    .contains(last(begun));

            intake.readAll(() -> true);
            assertThat(commits(test)).isEqualTo(own);
        }
    }

    /** All that the page did not hold. */
    private static List<String> rest(List<String> own, List<String> side, List<CommitInfo> page) {
        List<String> rest = new ArrayList<>(own);
        rest.addAll(side);
        rest.removeAll(page.stream().map(CommitInfo::hash).toList());
        return rest;
    }

    private static List<String> commits(JournalFixture test) {
        return test.events().stream()
                .filter(CommitEvent.class::isInstance)
                .map(event -> ((CommitEvent) event).commit().hash())
                .toList();
    }
}
