package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.model.Secret;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The API keys that a host gives: of its configuration and its plans, never of its environment. */
final class ApiKeys {
    private final @Nullable Secret configured;
    private final StoredSecrets stored;

    ApiKeys(Optional<Secret> configured, StoredSecrets stored) {
        this.configured = configured.orElse(null);
        this.stored = stored;
    }

    /**
     * What is stored with a new workflow.
     *
     * @throws io.gitcortex.GitCortexException if there is a key, and none to encrypt it with
     */
    List<SecretRow> rows(WorkflowId id, WorkflowPlan plan) {
        if (plan.errorTerminal().flatMap(TerminalPlan::apiKey).isPresent()) {
            throw new GitCortexException("The error terminal of '" + plan.name()
                    + "' has an API key, and there is no row" + " to store it in; let it have the key by 'passEnv'");
        }
        List<SecretRow> rows = new ArrayList<>();
        if (configured != null) {
            rows.add(stored.encrypt(SecretPlace.ofWorkflow(id), configured));
        }
        terminals(plan)
                .forEach(terminal -> terminal.apiKey().ifPresent(key -> {
                    SecretPlace place = SecretPlace.ofTerminal(id, terminal.id().orElseThrow());
                    rows.add(stored.encrypt(place, key));
                }));
        return rows;
    }

    /** Those of tasks: the error terminal has no row of its own to keep a key in. */
    private static Stream<TerminalPlan> terminals(WorkflowPlan plan) {
        return plan.tasks().stream().flatMap(task -> task.terminals().stream());
    }

    /** A plan goes into the journal, and its keys do not. */
    static WorkflowPlan withoutKeys(WorkflowPlan plan) {
        if (terminals(plan).allMatch(terminal -> terminal.apiKey().isEmpty())) {
            return plan;
        }
        List<TaskPlan> tasks = plan.tasks().stream()
                .map(task -> task.toBuilder()
                        .terminals(task.terminals().stream()
                                .map(terminal ->
                                        terminal.toBuilder().apiKey(null).build())
                                .toList())
                        .build())
                .toList();
        return plan.toBuilder().tasks(tasks).build();
    }

    /** The key that a workflow was started with; empty where the configuration has one, which counts instead. */
    Optional<Secret> ofWorkflow(WorkflowId id) {
        return configured != null ? Optional.empty() : stored.find(SecretPlace.ofWorkflow(id));
    }

    /** Whoever goes on with the workflow without a key finds the newest one. */
    void keep(WorkflowId id) {
        if (configured != null) {
            stored.keep(SecretPlace.ofWorkflow(id), configured);
        }
    }
}
