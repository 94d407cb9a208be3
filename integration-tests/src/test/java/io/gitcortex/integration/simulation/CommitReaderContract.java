package io.gitcortex.integration.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.model.ChangeType;
import io.gitcortex.model.FileChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link CommitReader} reads, whatever lies behind it: what is proved over the repository in memory holds for the real
 * one only because both pass this.
 */
abstract class CommitReaderContract {
    private static final String NO_COMMIT = "0123456789012345678901234567890123456789";

    private History git;
    private CommitReader reader;
    private String fork;

    /** A repository in which things happen. Branches are named without {@code refs/heads/}. */
    interface History extends AutoCloseable {
        CommitReader reader();

        /** Commits on a branch: a file of the given name is written, or deleted where the text is empty. */
        String commit(String branch, String message, String file, String text);

        void branch(String name, String at);

        /** Merges, with a commit of its own, in any case. */
        String merge(String branch, String other);

        /** Commits in the place of a branch's tip. */
        String amend(String branch, String message);

        void reset(String branch, String to);

        /** Deletes a branch. */
        void delete(String branch);

        /** Forgets where branches have pointed. */
        void expire();

        /** Forgets what nothing reaches any more. */
        void prune();

        @Override
        void close();
    }

    /** A repository whose branch {@code main} has one commit or more. */
    abstract History history() throws Exception;

    @BeforeEach
    void open() throws Exception {
        git = history();
        reader = git.reader();
        fork = git.commit("main", "Fork", "README", "one\n");
        git.branch("side", fork);
    }

    @AfterEach
    void close() {
        git.close();
    }

    private static List<String> hashes(List<CommitInfo> commits) {
        return commits.stream().map(CommitInfo::hash).toList();
    }

    @Test
    void a_tip_is_read_anew_by_a_short_and_by_a_full_name() {
        String hash = git.commit("side", "One", "a", "a\n");
        assertThat(reader.tip("side")).contains(hash);
        assertThat(reader.tip("refs/heads/side")).contains(hash);
        assertThat(reader.tip("main")).contains(fork);
        git.delete("side");
        assertThat(reader.tip("side")).isEmpty();
        assertThat(reader.tip("refs/heads/nowhere")).isEmpty();
    }

    @Test
    void a_commit_has_its_parents_and_its_whole_message() {
        String left = git.commit("side", "Left\n\nSome more\n", "a", "a\n");
        String right = git.commit("main", "Right", "b", "b\n");
        String both = git.merge("side", "main");

        CommitInfo commit = reader.commit(left).orElseThrow();
        assertThat(commit.message().strip()).isEqualTo("Left\n\nSome more");
        assertThat(commit.parents()).containsExactly(fork);
        assertThat(reader.commit(both).orElseThrow().parents()).containsExactly(left, right);
        assertThat(reader.commit(NO_COMMIT)).isEmpty();
        assertThat(reader.commit("no hash")).isEmpty();
    }

    @Test
    void new_commits_come_parents_first_in_pages_each_once() {
        for (int i = 0; i < 3; i++) {
            git.commit("side", "Side " + i, "s" + i, "s\n");
            git.commit("main", "Main " + i, "m" + i, "m\n");
        }
        String tip = git.merge("side", "main");

        List<String> excluded = new ArrayList<>(List.of(fork));
        List<CommitInfo> seen = new ArrayList<>();
        List<CommitInfo> page = reader.newCommits(tip, excluded, 2);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            for (CommitInfo commit : page) {
                assertThat(excluded).containsAll(commit.parents());
                excluded.add(commit.hash());
            }
            seen.addAll(page);
            page = reader.newCommits(tip, excluded, 2);
        }
        assertThat(hashes(seen)).hasSize(7).doesNotHaveDuplicates().last().isEqualTo(tip);
    }

    @Test
    void what_is_excluded_is_left_out_with_everything_below_it() {
        String one = git.commit("side", "One", "a", "1\n");
        String two = git.commit("side", "Two", "a", "2\n");
        assertThat(hashes(reader.newCommits(two, List.of(one), 10))).containsExactly(two);
        assertThat(reader.newCommits(two, List.of(two), 10)).isEmpty();
        assertThat(reader.newCommits(fork, List.of(two), 10)).isEmpty();
        assertThat(hashes(reader.newCommits(two, List.of(fork, NO_COMMIT, "no hash"), 10)))
                .containsExactly(one, two);
        assertThatThrownBy(() -> reader.newCommits(NO_COMMIT, List.of(), 10)).isInstanceOf(RepositoryException.class);
        assertThatThrownBy(() -> reader.newCommits(two, List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_log_finds_what_a_branch_has_held() {
        String before = reader.reflogMark("side");
        String one = git.commit("side", "One", "a", "1\n");
        String amended = git.amend("side", "One, anew");
        git.reset("side", fork);

        assertThat(reader.reflog("side", 10)).startsWith(fork, amended, one).doesNotHaveDuplicates();
        assertThat(reader.reflog("side", 1)).containsExactly(fork);
        assertThat(reader.reflogMark("side")).isNotEmpty().isNotEqualTo(before);
        assertThat(hashes(reader.lostCommits(reader.reflog("side", 10), List.of(fork), 10)))
                .containsExactlyInAnyOrder(one, amended);
        assertThat(hashes(reader.lostCommits(List.of(one, NO_COMMIT), List.of(fork, "no hash"), 10)))
                .containsExactly(one);
        assertThat(reader.lostCommits(List.of(one), List.of(one), 10)).isEmpty();
        assertThat(reader.reflog("nowhere", 10)).isEmpty();
        assertThat(reader.reflogMark("nowhere")).isEmpty();
    }

    @Test
    void a_log_that_was_cut_off_still_says_where_its_oldest_move_came_from() {
        String one = git.commit("side", "One", "a", "1\n");
        git.expire();
        String amended = git.amend("side", "One, anew");
        git.prune();

        assertThat(reader.reflog("side", 10)).containsExactly(amended, one);
        assertThat(reader.commit(one))
                .as("git keeps it as long as the log does")
                .isPresent();
    }

    @Test
    void a_mark_changes_with_a_move_there_and_back_and_stays_otherwise() {
        git.commit("side", "One", "a", "1\n");
        String mark = reader.reflogMark("side");
        assertThat(reader.reflogMark("side")).isEqualTo(mark);
        String tip = reader.tip("side").orElseThrow();
        git.reset("side", fork);
        git.reset("side", tip);
        assertThat(reader.reflogMark("side")).isNotEqualTo(mark);
        git.expire();
        git.reset("side", fork);
        assertThat(reader.reflogMark("side"))
                .as("as long as before, and another")
                .isNotEqualTo(mark);
    }

    @Test
    void a_branchs_own_commits_are_those_of_its_line_and_those_that_no_merge_brought() {
        String theirs = git.commit("main", "Theirs", "b", "b\n");
        String mine = git.commit("side", "Mine", "a", "a\n");
        String merge = git.merge("side", "main");
        String more = git.commit("side", "More", "a", "aa\n");

        assertThat(reader.ownCommits(more, List.of(fork), theirs)).containsExactlyInAnyOrder(mine, merge, more);
        assertThat(reader.ownCommits(more, List.of(fork, merge), theirs)).containsExactly(more);
        git.reset("main", more);
        assertThat(reader.ownCommits(more, List.of(fork), more))
                .as("its own line, although the other holds it all")
                .containsExactlyInAnyOrder(mine, merge, more);
    }

    @Test
    void changes_are_those_against_the_first_parent() {
        git.commit("side", "Two files", "a", "1\n2\n3\n");
        String change = git.commit("side", "Change", "README", "two\n");
        String gone = git.commit("side", "Gone", "a", "");
        git.commit("main", "Other", "b", "b\n");
        String merge = git.merge("side", "main");

        assertThat(reader.changes(change)).containsExactly(FileChange.of("README", ChangeType.MODIFIED));
        assertThat(reader.changes(gone)).containsExactly(FileChange.of("a", ChangeType.DELETED));
        assertThat(reader.changes(merge)).containsExactly(FileChange.of("b", ChangeType.ADDED));
    }

    @Test
    void a_difference_is_a_line_for_each_file_clipped_on_whole_lines() {
        git.commit("side", "One", "README", "one\ntwo\n");
        String tip = git.commit("side", "Two", "a", "a\n");
        assertThat(reader.diffStat(fork, tip, 1_000)).isEqualTo("README | +1 -0 lines\na | +1 -0 lines\n");
        assertThat(reader.diffStat(tip, tip, 1_000)).isEmpty();
        for (int i = 0; i < 9; i++) {
            tip = git.commit("side", "More", "more-" + i, "m\n");
        }
        assertThat(reader.diffStat(fork, tip, 100))
                .hasSizeLessThanOrEqualTo(100)
                .contains(" more files");
    }

    @Test
    void ancestors_and_where_histories_meet_are_known() {
        String main = git.commit("main", "Main", "b", "b\n");
        String side = git.commit("side", "Side", "a", "a\n");
        assertThat(reader.isAncestor(fork, side)).isTrue();
        assertThat(reader.isAncestor(side, side)).isTrue();
        assertThat(reader.isAncestor(main, side)).isFalse();
        assertThat(reader.isAncestor(NO_COMMIT, side)).isFalse();
        assertThat(reader.isAncestor(side, NO_COMMIT)).isFalse();
        assertThat(reader.mergeBase(main, side)).contains(fork);
        String both = git.merge("side", "main");
        assertThat(reader.mergeBase(main, both)).contains(main);
    }

    @Test
    void what_nothing_reaches_any_more_is_gone() {
        String one = git.commit("side", "One", "a", "1\n");
        git.amend("side", "One, anew");
        assertThat(reader.commit(one)).isPresent();
        git.expire();
        git.prune();
        assertThat(reader.commit(one)).isEmpty();
        assertThat(reader.isAncestor(one, one)).isFalse();
        assertThat(reader.lostCommits(List.of(one), List.of(fork), 10)).isEmpty();
    }
}
