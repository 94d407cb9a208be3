/** Contract tests and fakes for those who write plugins for GitCortex, or programs around it. */
@org.jspecify.annotations.NullMarked
module io.gitcortex.testkit {
    requires static transitive org.jspecify;
    requires transitive io.gitcortex.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports io.gitcortex.testkit.bus;
    exports io.gitcortex.testkit.git;
    exports io.gitcortex.testkit.llm;
    exports io.gitcortex.testkit.store;
    exports io.gitcortex.testkit.terminal;
    exports io.gitcortex.testkit.time;

    opens io.gitcortex.testkit.bus;
    opens io.gitcortex.testkit.llm;
    opens io.gitcortex.testkit.store;
    opens io.gitcortex.testkit.terminal;
}
