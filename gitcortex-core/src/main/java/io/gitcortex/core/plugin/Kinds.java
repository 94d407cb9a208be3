package io.gitcortex.core.plugin;

import io.gitcortex.core.plugin.Plugins.Kind;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.MessageBusProvider;
import io.gitcortex.spi.TerminalTransportProvider;
import io.gitcortex.spi.WorkflowStoreProvider;
import java.util.ServiceLoader;

/** The four kinds of plugins. The loaders are made here: a module must use the services that it declares to use. */
public final class Kinds {
    private Kinds() {}

    /** Stores. */
    public static Plugins<WorkflowStoreProvider> stores() {
        return Plugins.find(
                new Kind<>(
                        WorkflowStoreProvider::id,
                        "the workflow store",
                        "GitCortex.builder().store(...)",
                        "gitcortex-sqlite"),
                ServiceLoader.load(WorkflowStoreProvider.class));
    }

    /** Terminals. */
    public static Plugins<TerminalTransportProvider> terminals() {
        return Plugins.find(
                new Kind<>(
                        TerminalTransportProvider::id,
                        "terminals",
                        "GitCortex.builder().terminals(...)",
                        "gitcortex-pty"),
                ServiceLoader.load(TerminalTransportProvider.class));
    }

    /** Models. */
    public static Plugins<LlmClientProvider> models() {
        return Plugins.find(
                new Kind<>(
                        LlmClientProvider::id,
                        "the language model",
                        "GitCortex.builder().llm(...)",
                        "gitcortex-openai"),
                ServiceLoader.load(LlmClientProvider.class));
    }

    /** Buses. */
    public static Plugins<MessageBusProvider> buses() {
        return Plugins.find(
                new Kind<>(MessageBusProvider::id, "the message bus", "GitCortex.builder().bus(...)", "gitcortex-core"),
                ServiceLoader.load(MessageBusProvider.class));
    }
}
