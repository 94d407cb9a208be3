/**
 * The vocabulary of GitCortex: values, events, instructions, exceptions, and the four interfaces that plugins implement.
 *
 * <p>Nothing here does input or output, starts a thread, or logs.
 */
@org.jspecify.annotations.NullMarked
module io.gitcortex.api {
    requires static transitive org.jspecify;

    exports io.gitcortex;
    exports io.gitcortex.bus;
    exports io.gitcortex.llm;
    exports io.gitcortex.model;
    exports io.gitcortex.spi;
    exports io.gitcortex.store;
    exports io.gitcortex.terminal;
    exports io.gitcortex.workflow;
}
