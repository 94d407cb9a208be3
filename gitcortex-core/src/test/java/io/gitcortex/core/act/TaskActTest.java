package io.gitcortex.core.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.GitWorkspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a task's branch begins, also for somebody who has not made it. */
final class TaskActTest {
    private static final String BRANCH = "gitcortex/wf-1/task";
    private static final TaskAct.Site SITE = new TaskAct.Site(BRANCH, "task", "main", List.of());

    @TempDir
    private Path temp;

    private TestRepository git;
    private GitRepository repository;
    private GitWorkspace workspace;
    private String base;

    @BeforeEach
    void makeARepository() throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        base = git.head();
        repository = GitRepository.open(git.directory());
        workspace = GitWorkspace.open(repository);
        assertThat(begins()).isEqualTo(base);
    }

    @AfterEach
    void close() {
        workspace.close();
        repository.close();
    }

    private String begins() throws InterruptedException {
        return new TaskAct(repository, workspace).prepare(SITE);
    }

    private String inTheWorktree(String... arguments) throws InterruptedException {
        String worktree = workspace.ensure(BRANCH, "task", base).toString();
        List<String> all = new ArrayList<>(List.of("-C", worktree));
        all.addAll(List.of(arguments));
        return git.git(all.toArray(String[]::new));
    }

    private void commit(String message) throws InterruptedException {
        inTheWorktree("commit", "-q", "--allow-empty", "-m", message);
    }

    @Test
    void a_branch_that_was_set_back_to_where_it_was_made_begins_there() throws Exception {
        commit("first");
        commit("second");
        inTheWorktree("reset", "-q", "--soft", base);
        commit("both");
        commit("more");

        assertThat(begins()).isEqualTo(base);
    }

    @Test
    void a_branch_that_was_put_forward_again_begins_where_it_was_made_and_not_at_its_oldest_entry() throws Exception {
        commit("work");
        String work = git.git("rev-parse", BRANCH);
        inTheWorktree("reset", "-q", "--hard", base);
        inTheWorktree("reset", "-q", "--hard", work);

        assertThat(begins()).isEqualTo(base);
    }
}
