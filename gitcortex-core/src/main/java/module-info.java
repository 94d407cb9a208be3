/** Runs workflows of coding agents: the facade, the orchestration, git, prompts and secrets. */
@org.jspecify.annotations.NullMarked
module io.gitcortex.core {
    requires transitive io.gitcortex.api;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.github.jknack.handlebars;
    requires org.bouncycastle.provider;
    requires org.eclipse.jgit;
    requires jdk.net;
    requires org.jline.terminal;
    requires org.slf4j;
    // Needed while running: the JSON codec asks which parts of a record may be null.
    requires org.jspecify;

    exports io.gitcortex.core;
    exports io.gitcortex.core.commit;
    exports io.gitcortex.core.json;

    // Jackson makes dialects from their files.
    opens io.gitcortex.core.terminal.dialect to
            com.fasterxml.jackson.databind;

    uses io.gitcortex.spi.LlmClientProvider;
    uses io.gitcortex.spi.MessageBusProvider;
    uses io.gitcortex.spi.TerminalTransportProvider;
    uses io.gitcortex.spi.WorkflowStoreProvider;
}
