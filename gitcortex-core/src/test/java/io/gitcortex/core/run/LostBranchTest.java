package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.decide.Decision;
import io.gitcortex.core.decide.Limits;
import io.gitcortex.core.decide.Playbook;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A branch that is gone when its task is to be completed: the work may be under another name, so a person is asked. */
final class LostBranchTest {
    private final JournalFixture fixture = new JournalFixture().atWork();
    private final Journal journal = fixture.journal;
    private final UnreadableRepository repository = new UnreadableRepository();
    private final AtOnce atOnce = new AtOnce(journal, repository, fixture.questions(), errors());

    @Test
    void a_task_whose_branch_is_gone_is_not_taken_for_one_without_work() {
        repository.gone = true;
        complete();

        assertThat(status()).isEqualTo(TaskStatus.RUNNING);
        Decision next = new Playbook(new Limits(4, 3)).next(journal.state());
        assertThat(next.instructions()).isEmpty();
        assertThat(next.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.text())
                    .contains("Task a could not be completed", JournalFixture.BRANCH + " of task a is gone");
            assertThat(ask.choices().get(0).instructions())
                    .containsExactly(new CompleteTask(JournalFixture.TASK, null));
            assertThat(ask.defaultChoice()).isEqualTo("fail");
        });
    }

    @Test
    void a_branch_that_cannot_be_read_gives_the_instruction_an_outcome_and_a_second_try_may_succeed() {
        repository.damaged = true;
        complete();
        assertThat(journal.state().openInstructions()).isEmpty();
        assertThat(status()).isEqualTo(TaskStatus.RUNNING);

        repository.damaged = false;
        complete();

        assertThat(status()).isEqualTo(TaskStatus.COMPLETED);
    }

    private ErrorSeat errors() {
        Acts acts = new Acts(step -> {}, step -> {}, Runnable::run);
        return new ErrorSeat(new ErrorSeat.Means(journal, acts), fixture.rooms(repository), Runnable::run, () -> {});
    }

    private void complete() {
        if (journal.state()
                .terminal(JournalFixture.CODER)
                .orElseThrow()
                .rounds()
                .open()
                .isPresent()) {
            ReportedCommit commit = new ReportedCommit("c1", JournalFixture.BRANCH, "Done", CommitSource.BRANCH);
            journal.append(Batch.of(
                    new TerminalCompleted(
                            Story.WORKFLOW, JournalFixture.TASK, JournalFixture.CODER, commit, List.of(), null),
                    new SessionEnded(Story.WORKFLOW, JournalFixture.CODER, JournalFixture.SESSION, 0)));
        }
        Instruction instruction = new CompleteTask(JournalFixture.TASK, null);
        long number = journal.state().counters().instructions() + 1;
        journal.append(Batch.of(new DecisionMade(
                Story.WORKFLOW,
                number,
                0,
                DecisionSource.PLAYBOOK,
                List.of(new NumberedInstruction(number, instruction)),
                TokenUsage.NONE)));
        atOnce.carryOut(
                journal.state().openInstruction(number).orElseThrow(),
                Batch.of(new InstructionStarted(Story.WORKFLOW, number)));
    }

    private TaskStatus status() {
        return journal.state().task(JournalFixture.TASK).orElseThrow().status();
    }
}
