package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.CommitReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class FakeGitContractTest extends CommitReaderContract {
    @Override
    History history() {
        FakeGit git = new FakeGit(7);
        git.move("main", git.write(List.of(), "Begin", Map.of(), Instant.EPOCH));
        return new InMemory(git);
    }

    private record InMemory(FakeGit git) implements History {
        @Override
        public CommitReader reader() {
            return git;
        }

        private String tip(String branch) {
            return git.tip(branch).orElseThrow();
        }

        @Override
        public String commit(String branch, String message, String file, String text) {
            Map<String, String> files = new HashMap<>();
            files.put(file, text.isEmpty() ? null : text);
            return moved(branch, git.write(List.of(tip(branch)), message, files, Instant.EPOCH));
        }

        private String moved(String branch, String hash) {
            git.move(branch, hash);
            return hash;
        }

        @Override
        public void branch(String name, String at) {
            git.move(name, at);
        }

        @Override
        public String merge(String branch, String other) {
            Map<String, String> both = new HashMap<>(git.tree(tip(other)));
            both.keySet().removeAll(git.tree(tip(branch)).keySet());
            return moved(branch, git.write(List.of(tip(branch), tip(other)), "Merge", both, Instant.EPOCH));
        }

        @Override
        public String amend(String branch, String message) {
            List<String> parents = git.commit(tip(branch)).orElseThrow().parents();
            return moved(branch, git.write(parents, message, git.tree(tip(branch)), Instant.EPOCH));
        }

        @Override
        public void reset(String branch, String to) {
            git.move(branch, to);
        }

        @Override
        public void delete(String branch) {
            git.delete(branch);
        }

        @Override
        public void expire() {
            git.expireLogs();
        }

        @Override
        public void prune() {
            git.prune();
        }

        @Override
        public void close() {}
    }
}
