package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A repository of the git program's making, and our workspace on it, which knows no home and so no configuration. */
final class WorkspaceFixture implements AutoCloseable {
    final TestRepository git;
    final GitRepository repository;
    final GitWorkspace workspace;
    private final GitProgram program;

    private WorkspaceFixture(TestRepository git, Map<String, String> environment) throws InterruptedException {
        this.git = git;
        this.repository = GitRepository.open(git.directory());
        this.program = program(environment);
        this.workspace = GitWorkspace.open(repository, program, Set.of());
    }

    /** Another workspace on the same repository, that may be cut off between two steps. */
    GitWorkspace cutOff(GitCalls.Seam seam) throws InterruptedException {
        return GitWorkspace.open(repository, new GitCalls(program, repository, Set.of(), seam));
    }

    static WorkspaceFixture create(Path directory) throws InterruptedException {
        return of(TestRepository.create(directory.resolve("repo")));
    }

    static WorkspaceFixture of(TestRepository git) throws InterruptedException {
        return new WorkspaceFixture(git, Map.of());
    }

    static WorkspaceFixture of(TestRepository git, Map<String, String> environment) throws InterruptedException {
        return new WorkspaceFixture(git, environment);
    }

    static GitProgram program(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", System.getenv("PATH"));
        all.put("GIT_CONFIG_NOSYSTEM", "1");
        return GitProgram.find(all);
    }

    /** A task's worktree on a branch that starts where {@code main} is. */
    TestRepository task(String name) throws InterruptedException {
        return git.at(workspace.ensure(
                "gitcortex/w/" + name, name, repository.tip("main").orElseThrow()));
    }

    List<String> unsafeDrivers() throws InterruptedException {
        return new DriverCheck(repository, new GitCalls(program, repository, Set.of())).unsafe("HEAD");
    }

    Path managed() {
        return git.directory().resolve(".gitcortex/worktrees");
    }

    @Override
    public void close() {
        workspace.close();
        repository.close();
    }
}
