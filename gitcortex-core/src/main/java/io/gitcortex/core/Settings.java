package io.gitcortex.core;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.plugin.Choice;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.workflow.OrchestratorConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** What a host has said to the builder. */
record Settings(Path repository, Swappable parts, OrchestratorConfig config, Surroundings surroundings) {
    /** The four parts that may be swapped. */
    record Swappable(
            Choice<WorkflowStore> store,
            Choice<LlmClient> llm,
            Choice<TerminalTransport> terminals,
            Choice<MessageBus> bus) {}

    /** What the process lives in. */
    record Surroundings(Clock clock, Map<String, String> environment) {
        Surroundings {
            environment = Map.copyOf(environment);
        }
    }

    Choice<WorkflowStore> store() {
        return parts.store();
    }

    Choice<LlmClient> llm() {
        return parts.llm();
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

    Map<String, String> environment() {
        return surroundings.environment();
    }
}
