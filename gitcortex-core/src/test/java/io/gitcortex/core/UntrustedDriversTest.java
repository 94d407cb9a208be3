package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git would run because the repository says so, is a reason not to begin. */
class UntrustedDriversTest {
    private static final String CRYPT = "filter.gitcortex-test-crypt";

    @TempDir
    private Path temp;

    private final InMemoryWorkflowStore store = new InMemoryWorkflowStore();

    private TestRepository repositoryWithFilter(String attributes) {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        git.git("config", CRYPT + ".smudge", "cat");
        git.write(".gitattributes", attributes).commit("Attributes");
        return git;
    }

    private GitCortex open(TestRepository git, String... trusted) {
        return GitCortex.builder()
                .repository(git.directory())
                .store(store)
                .terminals(FakeTerminalTransport.running(terminal -> terminal.print("ready\r\n")))
                .trustedDrivers(Set.of(trusted))
                .build();
    }

    private static WorkflowPlan plan(String base) {
        TerminalPlan coder = TerminalPlan.builder("coder")
                .cli("shell")
                .command(List.of("sh", "-c", "true"))
                .build();
        return WorkflowPlan.builder("one", "Do it")
                .base(base)
                .tasks(List.of(
                        TaskPlan.builder("Task").terminals(List.of(coder)).build()))
                .build();
    }

    @Test
    void aWorkflowIsNotStartedWhereAttributesSelectADriverOfTheRepositoryAlone() throws Exception {
        TestRepository git = repositoryWithFilter("*.secret filter=gitcortex-test-crypt\n");
        try (GitCortex cortex = open(git)) {
            assertThat(cortex.unsafeDrivers()).containsExactly(CRYPT);
            assertThatThrownBy(() -> cortex.start(plan("main")))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining(CRYPT)
                    .hasMessageContaining("trustedDrivers");
            assertThat(cortex.workflows()).isEmpty();
        }
    }

    @Test
    void theAttributesOfTheBaseBranchCountAlsoWhereAnotherOneIsCheckedOut() throws Exception {
        TestRepository git = repositoryWithFilter("*.secret filter=gitcortex-test-crypt\n");
        git.git("checkout", "-q", "-b", "plain");
        git.delete(".gitattributes").commit("No attributes");
        try (GitCortex cortex = open(git)) {
            assertThat(cortex.unsafeDrivers()).isEmpty();
            assertThatThrownBy(() -> cortex.start(plan("main"))).hasMessageContaining(CRYPT);
            assertThat(cortex.start(plan("plain")).id()).isNotNull();
        }
    }

    @Test
    void oneThatTheHostTrustsIsNoHindrance() throws Exception {
        TestRepository git = repositoryWithFilter("*.secret filter=gitcortex-test-crypt\n");
        try (GitCortex cortex = open(git, CRYPT)) {
            assertThat(cortex.unsafeDrivers()).isEmpty();
            assertThat(cortex.start(plan("main")).id()).isNotNull();
        }
    }

    @Test
    void aWorkflowIsNotGoneOnWithOnceThereIsSuchADriverAndMayBeLater() throws Exception {
        TestRepository git = repositoryWithFilter("# nothing\n");
        WorkflowId id;
        try (GitCortex cortex = open(git)) {
            id = cortex.start(plan("main")).id();
        }
        git.write(".gitattributes", "*.secret filter=gitcortex-test-crypt\n").commit("Selects it");
        try (GitCortex cortex = open(git)) {
            assertThatThrownBy(() -> cortex.resume(id)).hasMessageContaining(CRYPT);
            assertThat(store.head(id).orElseThrow().owner())
                    .as("free for another attempt")
                    .isEmpty();
        }
        try (GitCortex cortex = open(git, CRYPT)) {
            assertThat(cortex.resume(id).id()).isEqualTo(id);
        }
    }
}
