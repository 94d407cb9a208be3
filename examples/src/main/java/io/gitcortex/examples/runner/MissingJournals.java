package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.model.WorkflowId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says that agents have worked here for workflows that no journal knows: an emptied database looks like a new one. */
public final class MissingJournals {
    private static final int NAMED = 5;

    private MissingJournals() {}

    /** The sentence, and the way out; empty if nothing is missing. */
    public static Optional<String> sentence(GitCortex cortex) {
        List<WorkflowId> missing = cortex.journals().missing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String named = missing.stream().limit(NAMED).map(WorkflowId::value).collect(Collectors.joining(", "));
        return Optional.of("Agents have worked here for " + named + (missing.size() > NAMED ? " and others" : "")
                + ", and the journals know nothing of that: if they were lost, put a backup in their place with"
                + " 'gitcortex restore FILE'. Branches and commits are in git still.");
    }
}
