package io.gitcortex.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.CommitMetadataParser;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.model.ChangeType;
import io.gitcortex.model.FileChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However large a commit is, and however many there are, what is read at once is bounded. */
class BoundedReadingTest {
    @TempDir
    private Path temp;

    private static String commit(GitRepository repository, String tree, String message, String... parents) {
        return repository
                .writer()
                .commit(new CommitDraft(tree, List.of(parents), message, GitIdentity.DEFAULT, Instant.EPOCH));
    }

    @Test
    void aMessageThatIsTooLongIsClippedToOneThatIsRefusedForItsLength() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String tree = git.git("rev-parse", "HEAD^{tree}");
        String block = "\n\n---METADATA---\n{\"workflow_id\": \"w\"}\n";
        try (GitRepository repository = GitRepository.open(git.directory())) {
            for (String letter : List.of("x", "\u00e4", "\ud83d\ude00")) {
                String huge = letter.repeat((6 << 20) / letter.length());
                String plain = commit(repository, tree, huge, git.head());
                String late = commit(repository, tree, huge + block, git.head());
                String early = commit(repository, tree, "Work" + block + huge, git.head());

                String clipped = message(repository, plain);
                assertThat(clipped.length()).isBetween((1 << 20) + 1, (1 << 20) + 64);
                assertThat(huge).startsWith(clipped);
                assertThat(CommitMetadataParser.parse(clipped)).isInstanceOf(ParsedCommit.Plain.class);
                for (String hash : List.of(late, early)) {
                    assertThat(CommitMetadataParser.parse(message(repository, hash)))
                            .isInstanceOfSatisfying(
                                    ParsedCommit.Malformed.class,
                                    malformed -> assertThat(malformed.problems())
                                            .containsExactly("The commit message is larger than 1 MiB: shorten it."));
                }
            }
            String longest = "x".repeat(1 << 20);
            assertThat(message(repository, commit(repository, tree, longest, git.head())))
                    .isEqualTo(longest);
        }
    }

    private static String message(GitRepository repository, String hash) {
        return repository.commit(hash).orElseThrow().message();
    }

    @Test
    void aPageEndsWhereItsMessagesTakeTooMuch() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String tree = git.git("rev-parse", "HEAD^{tree}");
        String large = "x".repeat(1 << 20);
        List<String> hashes = new ArrayList<>(List.of(git.head()));
        try (GitRepository repository = GitRepository.open(git.directory())) {
            for (int i = 0; i < 10; i++) {
                hashes.add(commit(repository, tree, large, hashes.get(i)));
            }
            List<String> read = new ArrayList<>(hashes.subList(0, 1));
            List<Integer> pages = new ArrayList<>();
            String tip = hashes.get(10);
            while (!read.contains(tip)) {
                List<CommitInfo> page = repository.newCommits(tip, read, 500);
                page.forEach(commit -> read.add(commit.hash()));
                pages.add(page.size());
            }
            assertThat(read).containsExactlyElementsOf(hashes);
            assertThat(pages).containsExactly(4, 4, 2);
        }
    }

    @Test
    void whatAMergeBringsAlongIsNotTheBranchesOwn() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String tree = git.git("rev-parse", "HEAD^{tree}");
        String base = git.head();
        try (GitRepository repository = GitRepository.open(git.directory())) {
            String one = commit(repository, tree, "One", base);
            String side = commit(repository, tree, "Side", base);
            String other = commit(repository, tree, "Other", base);
            String joined = commit(repository, tree, "Join", one, side);
            String merged = commit(repository, tree, "Merge", joined, other);
            assertThat(repository.ownCommits(merged, List.of(base), other))
                    .containsExactlyInAnyOrder(one, side, joined, merged);
            // The other has taken the branch in: its own line stays its own.
            String taken = commit(repository, tree, "Taken", other, merged);
            assertThat(repository.ownCommits(merged, List.of(base), taken))
                    .containsExactlyInAnyOrder(one, joined, merged);
        }
    }

    @Test
    void ofVeryManyChangedFilesTheFirstAreShownAndTheRestIsCounted() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        for (int i = 0; i < 1_200; i++) {
            git.write("many/%04d".formatted(i), "x" + i);
        }
        String added = git.commit("A library");
        git.git("mv", "many", "moved");
        String moved = git.commit("Elsewhere");
        try (GitRepository repository = GitRepository.open(git.directory())) {
            List<FileChange> changes = repository.changes(added);
            assertThat(changes).hasSize(1_001).startsWith(FileChange.of("many/0000", ChangeType.ADDED));
            assertThat(changes.get(1_000)).isEqualTo(new FileChange("... and 200 more files", "omitted"));
            assertThat(repository.changes(moved))
                    .startsWith(FileChange.of("many/0000", ChangeType.DELETED))
                    .endsWith(new FileChange("... and 1400 more files", "omitted"));
        }
    }
}
