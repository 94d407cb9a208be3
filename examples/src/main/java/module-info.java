/** The runner, and small programs to copy from. */
@org.jspecify.annotations.NullMarked
module io.gitcortex.examples {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires io.gitcortex.api;
    requires io.gitcortex.core;

    // picocli fills the fields of the commands in.
    opens io.gitcortex.examples.runner to
            info.picocli;

    uses io.gitcortex.spi.LlmClientProvider;
    uses io.gitcortex.spi.MessageBusProvider;
    uses io.gitcortex.spi.TerminalTransportProvider;
    uses io.gitcortex.spi.WorkflowStoreProvider;

    provides io.gitcortex.spi.LlmClientProvider with
            io.gitcortex.examples.plugin.ProgramLlmClientProvider;
}
