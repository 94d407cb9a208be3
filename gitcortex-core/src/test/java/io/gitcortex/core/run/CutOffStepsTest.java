package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.store.Owner;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Steps that a store or a repository that fails cuts off in the middle: they are taken again. */
class CutOffStepsTest {
    private static final TerminalId REVIEWER = TerminalId.of("a-reviewer");

    private final InMemoryWorkflowStore kept = new InMemoryWorkflowStore();
    private final UnreadableRepository repository = new UnreadableRepository();
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private boolean full;
    private final JournalFixture fixture = new JournalFixture();
    private final Journal journal = journal();

    private Journal journal() {
        WorkflowPlan plan = WorkflowPlan.builder("story", "a goal")
                .base("main")
                .tasks(List.of(Story.task("a", "coder", "reviewer")))
                .build();
        WorkflowStore store = (WorkflowStore) Proxy.newProxyInstance(
                WorkflowStore.class.getClassLoader(),
                new Class<?>[] {WorkflowStore.class},
                (proxy, method, arguments) -> call(method, arguments));
        Journal made = Journal.create(
                Story.WORKFLOW,
                new Journal.Desk(store, fixture.bus, Clock.systemUTC(), fixture.ids),
                new Owner("host", 1, Instant.EPOCH, "boot", "instance"),
                Batch.of(new WorkflowCreated(Story.WORKFLOW, plan), new WorkflowStarted(Story.WORKFLOW)));
        made.append(Batch.of(new TaskStarted(Story.WORKFLOW, JournalFixture.TASK, JournalFixture.BRANCH, "base")));
        return made;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (full && method.getName().equals("write")) {
            throw new StoreException("The disk is full");
        }
        try {
            return method.invoke(kept, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private InstructionState decided(Instruction instruction) {
        long number = journal.state().counters().instructions() + 1;
        journal.append(Batch.of(new DecisionMade(
                Story.WORKFLOW,
                number,
                0,
                DecisionSource.PLAYBOOK,
                List.of(new NumberedInstruction(number, instruction)),
                TokenUsage.NONE)));
        return journal.state().openInstruction(number).orElseThrow();
    }

    private InstructionState begun(Instruction instruction) {
        InstructionState open = decided(instruction);
        journal.append(Batch.of(new InstructionStarted(Story.WORKFLOW, open.number())));
        return journal.state().openInstruction(open.number()).orElseThrow();
    }

    private Acts acts(Executor executor) {
        return new Acts(executor, executor, loop::add);
    }

    private Steps steps(Acts acts) {
        Rounds rounds = rounds(acts);
        return new Steps(new Steps.Means(journal, acts, rounds, null, null), fixture.rooms(repository), () -> {});
    }

    private Rounds rounds(Acts acts) {
        return new Rounds(
                new Rounds.Means(journal, fixture.ids, null, acts, new Rounds.Sessions(null, null)), () -> {});
    }

    private List<WorkflowEvent> events() {
        return JournalReader.events(kept, Story.WORKFLOW, 0, 1_000).stream()
                .map(JournalEntry::event)
                .toList();
    }

    @Test
    void a_round_whose_session_could_not_be_announced_is_not_under_way() {
        InstructionState open = begun(new StartTerminal(JournalFixture.CODER, "Do it"));
        journal.append(Batch.of(
                new RoundOpened(Story.WORKFLOW, JournalFixture.CODER, 1, RoundKind.WORK, null, open.number())));
        Acts acts = acts(step -> {});
        full = true;
        assertThatThrownBy(() -> steps(acts).resume(open)).isInstanceOf(StoreException.class);
        assertThat(acts.isUnderWay(open.number()))
                .as("else nobody begins it again")
                .isFalse();

        full = false;
        steps(acts).resume(open);

        assertThat(acts.isUnderWay(open.number())).isTrue();
        assertThat(events()).last().isInstanceOf(SessionOpening.class);
    }

    @Test
    void an_instruction_whose_outcome_could_not_be_written_is_not_under_way() {
        InstructionState close = begun(new CloseTerminal(JournalFixture.CODER));
        Acts acts = acts(step -> {});
        full = true;
        assertThatThrownBy(() -> steps(acts).resume(close)).isInstanceOf(StoreException.class);
        assertThat(acts.isUnderWay(close.number())).isFalse();

        full = false;
        steps(acts).resume(close);

        assertThat(journal.state().openInstructions()).isEmpty();
    }

    @Test
    void a_session_that_could_not_be_opened_fails_no_round_that_has_a_result_by_then() {
        InstructionState open = begun(new StartTerminal(JournalFixture.CODER, "Do it"));
        journal.append(Batch.of(
                new RoundOpened(Story.WORKFLOW, JournalFixture.CODER, 1, RoundKind.WORK, null, open.number()),
                new SessionOpening(Story.WORKFLOW, JournalFixture.CODER, JournalFixture.SESSION)));
        rounds(acts(Runnable::run))
                .openSession(JournalFixture.CODER, false, false); // There is nothing to open it with.
        ReportedCommit commit = new ReportedCommit("c1", JournalFixture.BRANCH, "Done", CommitSource.HOST);
        journal.append(Batch.of(new TerminalCompleted(
                Story.WORKFLOW, JournalFixture.TASK, JournalFixture.CODER, commit, List.of(), null)));

        loop.remove().run();

        assertThat(events()).noneMatch(RoundFailed.class::isInstance);
        assertThat(journal.state().openInstructions()).isEmpty();
    }

    @Test
    void a_commit_that_cannot_be_read_now_is_left_to_whoever_reviews_it() {
        ReportedCommit commit = new ReportedCommit("c1", JournalFixture.BRANCH, "Done", CommitSource.HOST);
        journal.append(Batch.of(
                new RoundOpened(Story.WORKFLOW, JournalFixture.CODER, 1, RoundKind.WORK, null, 0),
                new TerminalCompleted(
                        Story.WORKFLOW, JournalFixture.TASK, JournalFixture.CODER, commit, List.of(), null)));
        InstructionState review = decided(new ReviewCode(JournalFixture.CODER, "another"));
        repository.damaged = true;

        steps(acts(step -> {})).start(review);

        assertThat(events()).noneMatch(InstructionFailed.class::isInstance);
        assertThat(journal.state().terminal(REVIEWER).orElseThrow().rounds().open())
                .isPresent();
    }
}
