package io.gitcortex.core.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.decide.RoundText;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session gets a worktree in which it can commit, whatever the one before it has left. */
class SessionActTest {
    private static final TerminalId CODER = TerminalId.of("task-coder");

    @TempDir
    private Path temp;

    /** Sessions that do nothing. */
    private static final class Idle implements Terminals {
        private final List<SessionOrder> opened = new ArrayList<>();

        @Override
        public ProcessIdentity open(SessionOrder order, SessionListener listener) {
            opened.add(order);
            return new ProcessIdentity(1, Instant.EPOCH, "boot");
        }

        @Override
        public void type(SessionId sessionId, String text) {}

        @Override
        public Optional<Instant> lastHeard(SessionId sessionId) {
            return Optional.empty();
        }

        @Override
        public void end(SessionId sessionId) {}

        @Override
        public List<SessionId> logged(WorkflowId workflow) {
            return List.of();
        }

        @Override
        public int reap(Collection<SessionId> sessions) {
            return 0;
        }

        @Override
        public void close() {}
    }

    @Test
    void theIndexThatAKilledSessionHasLeftLockedIsReleasedBeforeTheNextOneBegins() throws Exception {
        for (boolean handedOn : List.of(true, false)) {
            TestRepository git = TestRepository.create(temp.resolve("repo-" + handedOn));
            try (GitRepository repository = GitRepository.open(git.directory());
                    GitWorkspace workspace = GitWorkspace.open(repository)) {
                Path worktree = workspace.ensure("gitcortex/wf-1/task", "task", git.head());
                TestRepository task = git.at(worktree);
                task.write("half", "done").git("add", "half");
                task.write("half", "done, and more");
                Story story = Story.of(Story.task("task", "coder"))
                        .add(new TaskStarted(Story.WORKFLOW, TaskId.of("task"), "gitcortex/wf-1/task", git.head()))
                        .works(CODER.value());
                TerminalState terminal = story.state().terminal(CODER).orElseThrow();
                Path lock = Files.createFile(workspace.gitDirectory(worktree).resolve("index.lock"));
                Files.setLastModifiedTime(
                        lock, FileTime.from(terminal.times().updatedAt().minus(Duration.ofSeconds(1))));

                Idle terminals = new Idle();
                SessionAct act = new SessionAct(new SessionAct.Tools(
                        repository,
                        workspace,
                        terminals,
                        DataFiles.open(temp.resolve("data-" + handedOn)),
                        new RoundText(PromptTemplates.builtIn())));
                act.open(
                        new SessionAct.Opening(story.state(), terminal, SessionId.of("s-1"), "task", handedOn),
                        new RoundText.Order(
                                InstructionId.of("i-" + "0".repeat(32)), new StartTerminal(CODER, "Do it"), false),
                        (session, exitCode) -> {});

                assertThat(terminals.opened).hasSize(1);
                task.write("next", "x").commit("It can commit");
                assertThat(repository.tip("refs/gitcortex/rescue/task/1").isPresent())
                        .isEqualTo(handedOn);
            }
        }
    }
}
