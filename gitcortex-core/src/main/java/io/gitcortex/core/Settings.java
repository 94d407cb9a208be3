package io.gitcortex.core;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.plugin.Choice;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.workflow.OrchestratorConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a host has said to the builder. */
record Settings(Path repository, Swappable parts, OrchestratorConfig config, Surroundings surroundings) {
    /** The four parts that may be swapped; of models, those that are asked where the ones before them fail. */
    record Swappable(
            Choice<WorkflowStore> store,
            List<Choice<LlmClient>> models,
            Choice<TerminalTransport> terminals,
            Choice<MessageBus> bus) {
        Swappable {
            models = List.copyOf(models);
        }
    }

    /** What the process lives in, what files say, and which drivers of a repository it trusts. */
    record Surroundings(Clock clock, Map<String, String> environment, Files files, Set<String> trustedDrivers) {
        Surroundings {
            environment = Map.copyOf(environment);
            trustedDrivers = Set.copyOf(trustedDrivers);
        }
    }

    /** What agents and models are told, and the coding CLIs that are known. */
    record Files(PromptTemplates prompts, Dialects dialects) {}

    Choice<WorkflowStore> store() {
        return parts.store();
    }

    List<Choice<LlmClient>> models() {
        return parts.models();
    }

    Choice<TerminalTransport> terminals() {
        return parts.terminals();
    }

    Choice<MessageBus> bus() {
        return parts.bus();
    }

    Clock clock() {
        return surroundings.clock();
    }

    PromptTemplates prompts() {
        return surroundings.files().prompts();
    }

    Dialects dialects() {
        return surroundings.files().dialects();
    }

    Map<String, String> environment() {
        return surroundings.environment();
    }

    Set<String> trustedDrivers() {
        return surroundings.trustedDrivers();
    }
}
