package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.GitCortex;
import io.gitcortex.workflow.Workflow;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which workflow is meant: the one that is named, or the only one of its kind. */
final class Selection {
    private final GitCortex cortex;
    private final @Nullable String id;

    Selection(GitCortex cortex, @Nullable String id) {
        this.cortex = cortex;
        this.id = id;
    }

    /** The one that is named, or else the only one of a kind. */
    Workflow or(String kind, Predicate<Workflow> isOfKind) {
        if (id != null) {
            return RepositoryOption.find(cortex, id);
        }
        List<Workflow> found = cortex.workflows().stream().filter(isOfKind).toList();
        if (found.isEmpty()) {
            throw new GitCortexException("No workflow is " + kind + " in this repository.");
        }
        if (found.size() > 1) {
            throw new GitCortexException("Several workflows are " + kind + "; name one of them: "
                    + found.stream()
                            .map(workflow -> workflow.workflowId() + " (" + workflow.name() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }
}
