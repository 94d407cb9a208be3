package io.gitcortex.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.core.worktree.TargetMove;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch may move while its merge is built. */
final class MergeActTest {
    private static final String TASK = "refs/heads/task";

    @TempDir
    private Path temp;

    private static MergeAct.Order order() {
        return new MergeAct.Order(
                "main", TASK, "Merge it", new MergeAct.Check(List.of(), List.of(), Duration.ofMinutes(1)));
    }

    /** What the workspace does, but that the agent does something first. */
    private static Merges after(Runnable agent, Merges merges) {
        return (Merges) Proxy.newProxyInstance(
                MergeActTest.class.getClassLoader(), new Class<?>[] {Merges.class}, (proxy, method, arguments) -> {
                    agent.run();
                    try {
                        return method.invoke(merges, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void what_is_there_now_is_merged_where_the_tip_has_been_rewritten_and_forgotten_meanwhile() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("checkout", "-q", "-b", "task");
        git.write("a", "a").commit("Work");
        try (GitRepository repository = GitRepository.open(git.directory());
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            boolean[] done = new boolean[1];
            Runnable rewrite = () -> {
                if (!done[0]) {
                    done[0] = true;
                    git.git("commit", "-q", "--amend", "-m", "Better work");
                    git.git("reflog", "expire", "--expire=now", "--all");
                    git.git("gc", "-q", "--prune=now");
                }
            };

            MergeAct.Built built = new MergeAct(repository, after(rewrite, workspace)).build(order());

            assertThat(built.preparation())
                    .isInstanceOfSatisfying(
                            MergePreparation.Ready.class,
                            ready -> assertThat(ready.tip()).isEqualTo(git.head()));
        }
    }

    @Test
    void what_fails_twice_while_the_branch_stays_where_it_is_has_failed() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("branch", "task");
        int[] calls = new int[1];
        Merges broken = (Merges) Proxy.newProxyInstance(
                MergeActTest.class.getClassLoader(), new Class<?>[] {Merges.class}, (proxy, method, arguments) -> {
                    calls[0]++;
                    throw new RepositoryException("The disk is full");
                });
        try (GitRepository repository = GitRepository.open(git.directory())) {
            assertThatThrownBy(() -> new MergeAct(repository, broken).build(order()))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessage("The disk is full");
        }
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void what_a_collector_hides_for_a_moment_is_merged_at_the_second_attempt() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("checkout", "-q", "-b", "task");
        git.write("a", "a").commit("Work");
        boolean[] hidden = new boolean[1];
        Runnable collector = () -> {
            if (!hidden[0]) {
                hidden[0] = true;
                throw new RepositoryException("merge-tree: main - not something we can merge");
            }
        };
        try (GitRepository repository = GitRepository.open(git.directory());
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            MergeAct.Built built = new MergeAct(repository, after(collector, workspace)).build(order());

            assertThat(built.preparation()).isInstanceOf(MergePreparation.Ready.class);
        }
    }

    @Test
    void a_merge_that_was_pruned_while_its_target_was_moved_is_to_be_built_anew() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("checkout", "-q", "-b", "task");
        git.write("a", "a").commit("Work");
        git.git("checkout", "-q", "main");
        String main = git.head();
        try (GitRepository repository = GitRepository.open(git.directory());
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            MergePreparation.Ready ready = (MergePreparation.Ready)
                    new MergeAct(repository, workspace).build(order()).preparation();
            Merges cutOff = (Merges) Proxy.newProxyInstance(
                    MergeActTest.class.getClassLoader(), new Class<?>[] {Merges.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("advance")) {
                            git.git("gc", "-q", "--prune=now");
                            throw new RepositoryException("bad object " + ready.mergeCommit());
                        }
                        return method.invoke(workspace, arguments);
                    });

            assertThat(new MergeAct(repository, cutOff)
                            .advance("main", main, ready.mergeCommit())
                            .move())
                    .isEqualTo(new TargetMove.TargetChanged(main));
            assertThat(git.git("rev-parse", "main")).isEqualTo(main);
        }
    }
}
