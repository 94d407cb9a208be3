package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.worktree.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A directory with files of a workflow's sessions. A link in its place is none of ours, and is left alone. */
record SessionDirectory(Path path) {
    boolean exists() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(path.resolveSibling(""), LinkOption.NOFOLLOW_LINKS);
    }

    long bytes() {
        try {
            return DirectoryTree.bytes(path);
        } catch (IOException e) {
            throw new GitCortexException("Could not look into " + path + ": " + e.getMessage(), e);
        }
    }

    void delete() {
        try {
            DirectoryTree.delete(path);
        } catch (IOException e) {
            throw new GitCortexException("Could not delete " + path + ": " + e.getMessage(), e);
        }
    }
}
