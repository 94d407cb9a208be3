package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.testkit.git.GitSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryContractTest extends CommitReaderContract {
    @TempDir
    private Path directory;

    @Override
    History history() {
        GitSandbox git = GitSandbox.in(directory);
        return new OnDisk(git, GitRepository.open(git.directory()));
    }

    private record OnDisk(GitSandbox git, GitRepository repository) implements History {
        @Override
        public CommitReader reader() {
            return repository;
        }

        private String head() {
            return git.hash("HEAD");
        }

        @Override
        public String commit(String branch, String message, String file, String text) {
            git.git("checkout", "--quiet", branch);
            write(file, text);
            git.git("add", "--all");
            git.git("commit", "--quiet", "--message=" + message);
            return head();
        }

        private void write(String file, String text) {
            try {
                if (text.isEmpty()) {
                    Files.delete(git.directory().resolve(file));
                } else {
                    git.write(file, text);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void branch(String name, String at) {
            git.git("branch", name, at);
        }

        @Override
        public String merge(String branch, String other) {
            git.git("checkout", "--quiet", branch);
            git.git("merge", "--quiet", "--no-ff", "--message=Merge", other);
            return head();
        }

        @Override
        public String amend(String branch, String message) {
            git.git("checkout", "--quiet", branch);
            git.git("commit", "--quiet", "--amend", "--message=" + message);
            return head();
        }

        @Override
        public void reset(String branch, String to) {
            git.git("checkout", "--quiet", branch);
            git.git("reset", "--quiet", "--hard", to);
        }

        @Override
        public void delete(String branch) {
            git.git("checkout", "--quiet", "--detach");
            git.git("branch", "--quiet", "-D", branch);
        }

        @Override
        public void expire() {
            git.git("reflog", "expire", "--expire=now", "--all");
        }

        @Override
        public void prune() {
            git.git("gc", "--quiet", "--prune=now");
        }

        @Override
        public void close() {
            repository.close();
        }
    }
}
