package io.gitcortex.core.worktree;

import io.gitcortex.core.git.CommitDraft;
import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.git.GitRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes refs and moves them on, until it is killed. */
final class MovesRefs {
    private MovesRefs() {}

    /** Arguments: a repository, a tree of it, and where in {@code refs/heads/} the refs are to be. */
    public static void main(String[] arguments) throws InterruptedException {
        try (GitRepository repository = GitRepository.open(Path.of(arguments[0]))) {
            RefMoves refs =
                    new RefMoves(repository, new GitCalls(WorkspaceFixture.program(Map.of()), repository, Set.of()));
            String first = commit(repository, arguments[1], List.of());
            String second = commit(repository, arguments[1], List.of(first));
            System.out.println("begun");
            for (int i = 0; true; i++) {
                String ref = "refs/heads/" + arguments[2] + "/" + i;
                refs.move(ref, Optional.empty(), first, "made");
                refs.move(ref, Optional.of(first), second, "moved");
            }
        }
    }

    private static String commit(GitRepository repository, String tree, List<String> parents) {
        return repository.writer().commit(new CommitDraft(tree, parents, "x", GitIdentity.DEFAULT, Instant.EPOCH));
    }
}
