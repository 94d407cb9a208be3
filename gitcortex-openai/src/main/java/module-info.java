/** A client for every endpoint that is compatible with OpenAI, on the HTTP client of the JDK. */
@org.jspecify.annotations.NullMarked
module io.gitcortex.openai {
    requires static transitive org.jspecify;
    requires transitive io.gitcortex.api;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;

    exports io.gitcortex.openai;

    provides io.gitcortex.spi.LlmClientProvider with
            io.gitcortex.openai.OpenAiLlmClientProvider;
}
