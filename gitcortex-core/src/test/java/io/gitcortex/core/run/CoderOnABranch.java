package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.state.RoundHistory;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.WorkflowEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A coder at work on a branch in a real repository, and what is read of it into a journal. */
abstract class CoderOnABranch {
    static final String REF = "refs/heads/" + JournalFixture.BRANCH;

    @TempDir
    Path temp;

    TestRepository git;
    GitRepository repository;
    JournalFixture fixture;
    CommitIntake intake;
    String base;

    @BeforeEach
    void giveTheCoderWork() {
        git = TestRepository.create(temp.resolve("repo"));
        base = git.head();
        git.git("checkout", "-q", "-b", JournalFixture.BRANCH);
        repository = GitRepository.open(git.directory());
        fixture = JournalFixture.begunAt(base);
        open(1, "say hello");
        intake = fixture.intake(repository);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    void open(int round, String words) {
        StartTerminal start = new StartTerminal(JournalFixture.CODER, words);
        fixture.journal.append(Batch.of(
                new DecisionMade(
                        Story.WORKFLOW,
                        round,
                        0,
                        DecisionSource.PLAYBOOK,
                        List.of(new NumberedInstruction(round, start)),
                        TokenUsage.NONE),
                new InstructionStarted(Story.WORKFLOW, round),
                new RoundOpened(Story.WORKFLOW, JournalFixture.CODER, round, RoundKind.WORK, null, round),
                new InstructionDone(Story.WORKFLOW, round)));
    }

    String report(String file, CommitStatus status, int round) {
        git.write(file, file + round).git("add", "-A");
        git.git("commit", "-q", "--cleanup=verbatim", "-m", message(file, status, round));
        return git.head();
    }

    String message(String text, CommitStatus status, int round) {
        InstructionId id = fixture.journal.ledger().idOf(round);
        return CommitMetadataFormat.message(
                text,
                CommitMetadata.builder(Story.WORKFLOW, JournalFixture.TASK, JournalFixture.CODER, status)
                        .instructionId(id)
                        .build());
    }

    String amend(String file) {
        git.write(file, "amended").git("add", "-A");
        git.git("commit", "-q", "--amend", "--no-edit", "--cleanup=verbatim");
        return git.head();
    }

    void read() {
        intake.read(JournalFixture.TASK);
    }

    void patienceEnds() {
        fixture.ahead.updateAndGet(time -> time.plusSeconds(6));
    }

    <E extends WorkflowEvent> List<E> events(Class<E> type) {
        return fixture.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<String> recorded() {
        return events(CommitEvent.class).stream()
                .map(event -> event.commit().hash())
                .toList();
    }

    RoundHistory rounds() {
        return coder().rounds();
    }

    TerminalState coder() {
        return fixture.journal.state().terminal(JournalFixture.CODER).orElseThrow();
    }

    void assertWithdrawn(String commit, boolean actedOn) {
        assertThat(events(ResultWithdrawn.class))
                .containsExactly(new ResultWithdrawn(Story.WORKFLOW, JournalFixture.CODER, 1, commit, actedOn));
    }
}
