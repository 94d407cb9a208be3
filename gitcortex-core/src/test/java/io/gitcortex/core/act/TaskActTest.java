package io.gitcortex.core.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.GitWorkspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a task's branch begins, also for somebody who has not made it. */
final class TaskActTest {
    private static final String BRANCH = "gitcortex/wf-1/task";

    @TempDir
    private Path temp;

    @Test
    void a_branch_that_was_set_back_to_where_it_was_made_begins_there() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String base = git.head();
        try (GitRepository repository = GitRepository.open(git.directory());
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            TaskAct act = new TaskAct(repository, workspace);
            TaskAct.Site site = new TaskAct.Site(BRANCH, "task", "main", List.of());
            assertThat(act.prepare(site)).isEqualTo(base);

            commit(git, "first");
            commit(git, "second");
            String worktree = workspace.ensure(BRANCH, "task", base).toString();
            git.git("-C", worktree, "reset", "-q", "--soft", base);
            commit(git, "both");
            commit(git, "more");

            assertThat(act.prepare(site)).isEqualTo(base);
        }
    }

    @Test
    void a_branch_that_was_put_forward_again_begins_where_it_was_made_and_not_at_its_oldest_entry() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        String base = git.head();
        try (GitRepository repository = GitRepository.open(git.directory());
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            TaskAct act = new TaskAct(repository, workspace);
            TaskAct.Site site = new TaskAct.Site(BRANCH, "task", "main", List.of());
            String worktree = workspace.ensure(BRANCH, "task", base).toString();
            commit(git, "work");
            String work = git.git("rev-parse", BRANCH);
            git.git("-C", worktree, "reset", "-q", "--hard", base);
            git.git("-C", worktree, "reset", "-q", "--hard", work);

            assertThat(act.prepare(site)).isEqualTo(base);
        }
    }

    private static void commit(TestRepository git, String message) {
        String worktree = git.directory().resolve(".gitcortex/worktrees/task").toString();
        git.git("-C", worktree, "commit", "-q", "--allow-empty", "-m", message);
    }
}
