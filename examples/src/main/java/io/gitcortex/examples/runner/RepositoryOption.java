package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.GitCortex;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which repository a command is about. */
final class RepositoryOption {
    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "The repository, or any directory in it; the current directory where it is left out.")
    private Path directory = Path.of("");

    Path directory() {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new GitCortexException("There is no directory " + absolute + "; name a repository with --repo");
        }
        return absolute;
    }

    GitCortex open() {
        return GitCortex.open(directory());
    }

    static WorkflowId workflowId(String id) {
        try {
            return WorkflowId.of(id);
        } catch (IllegalArgumentException e) {
            throw new GitCortexException("'" + id + "' cannot be an id: " + e.getMessage(), e);
        }
    }

    static Workflow find(GitCortex cortex, String id) {
        return cortex.workflow(workflowId(id)).orElseThrow(() -> {
            List<String> known = cortex.workflows().stream()
                    .map(workflow -> workflow.workflowId().value())
                    .toList();
            return new GitCortexException("There is no workflow " + id + " in this repository; "
                    + (known.isEmpty() ? "it has none" : "it has " + String.join(", ", known)));
        });
    }
}
