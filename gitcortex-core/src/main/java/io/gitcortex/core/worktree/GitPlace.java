package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitIdentity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What git is to work on, said outright: a git directory, a common directory, a work tree. Never left to what a worktree
 * says of itself, since an agent can write there.
 *
 * <p>Immutable.
 *
 * @param directory where it is started
 * @param environment the variables that name the parts
 */
record GitPlace(Path directory, Map<String, String> environment) {
    GitPlace {
        environment = Map.copyOf(environment);
    }

    /** A git directory alone. */
    static GitPlace bare(Path gitDirectory) {
        return new GitPlace(gitDirectory, Map.of("GIT_DIR", gitDirectory.toString()));
    }

    GitPlace withWorkTree(Path workTree) {
        return new GitPlace(workTree, environment).with("GIT_WORK_TREE", workTree);
    }

    GitPlace withCommon(Path commonDirectory) {
        return with("GIT_COMMON_DIR", commonDirectory);
    }

    GitPlace withObjects(Path objects) {
        return with("GIT_OBJECT_DIRECTORY", objects);
    }

    GitPlace withIndex(Path index) {
        return with("GIT_INDEX_FILE", index);
    }

    /** For the commands that do not know literal pathspecs, such as check-ignore. */
    GitPlace withoutLiteralPathspecs() {
        Map<String, String> more = new HashMap<>(environment);
        more.put("GIT_LITERAL_PATHSPECS", "0");
        return new GitPlace(directory, more);
    }

    /** Who is named in the logs of refs. Git would look for this host's name, perhaps in the network, where nobody is. */
    GitPlace loggedAs(GitIdentity identity) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("GIT_COMMITTER_NAME", identity.name());
        more.put("GIT_COMMITTER_EMAIL", identity.email());
        return new GitPlace(directory, more);
    }

    private GitPlace with(String name, Path value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value.toString());
        return new GitPlace(directory, more);
    }
}
