package io.gitcortex.core.run;

import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.store.Owner;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** A journal in memory: one task, {@code a}, whose coder {@code a-coder} is at work in session {@code s-1}. */
final class JournalFixture {
    static final TaskId TASK = TaskId.of("a");
    static final TerminalId CODER = TerminalId.of("a-coder");
    static final SessionId SESSION = SessionId.of("s-1");
    static final String BRANCH = "gitcortex/wf-1/a";

    final InMemoryWorkflowStore store = new InMemoryWorkflowStore();
    final InProcessMessageBus bus = InProcessMessageBus.create();
    final Ids ids = new Ids(new Random(7));
    private final Instant start = Instant.now();
    /** How far the journal's clock, which stands still by itself, has been moved. */
    final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    final Journal journal;

    JournalFixture() {
        this(Story.task("a", "coder"));
    }

    JournalFixture(TaskPlan... tasks) {
        WorkflowPlan plan = WorkflowPlan.builder("story", "a goal")
                .base("main")
                .tasks(List.of(tasks))
                .build();
        journal = Journal.create(
                Story.WORKFLOW,
                new Journal.Desk(store, bus, clock(), ids),
                new Owner("host", 1, Instant.EPOCH, "boot", "instance"),
                Batch.of(new WorkflowCreated(Story.WORKFLOW, plan), new WorkflowStarted(Story.WORKFLOW)));
    }

    /** Stands still, and is moved by hand. */
    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return start.plus(ahead.get());
            }
        };
    }

    Rooms.Base base(CommitReader reader) {
        return new Rooms.Base(store, bus, reader, clock(), ids);
    }

    CommitIntake intake(CommitReader reader) {
        return new CommitIntake(
                journal, base(reader), complaints(), new Withdrawals(journal, base(reader), questions()));
    }

    /** Says nothing to anybody. */
    Complaints complaints() {
        return new Complaints(journal, new Typewriter(), step -> {});
    }

    /** Rooms in which nothing is carried out. */
    Rooms rooms(CommitReader reader) {
        Rooms.ActRooms acts = new Rooms.ActRooms(null, null, null, null, new Typewriter(), null);
        Rooms.Model model = new Rooms.Model(
                null,
                PromptTemplates.builtIn(),
                OrchestratorConfig.builder().build(),
                Set.of("shell"),
                MonotonicTime.system());
        Executor never = step -> {};
        return new Rooms(base(reader), acts, model, new Rooms.Threads(never, never, never, never, (delay, step) -> {}));
    }

    /** Nobody here reports by a file. */
    FileReports files(CommitReader reader) {
        Acts acts = new Acts(step -> {}, step -> {}, step -> {});
        return new FileReports(
                new FileReports.Means(journal, acts, intake(reader), complaints()), rooms(reader), step -> {});
    }

    Questions questions() {
        return new Questions(journal, ids, new Questions.Policy(false, Set.of("shell")));
    }

    /** The task has begun on a branch from a commit; nobody is at work. */
    static JournalFixture begunAt(String baseCommit) {
        JournalFixture fixture = new JournalFixture();
        fixture.journal.append(Batch.of(new TaskStarted(Story.WORKFLOW, TASK, BRANCH, baseCommit)));
        return fixture;
    }

    List<WorkflowEvent> events() {
        return store.events(Story.WORKFLOW, 0, 100_000).stream()
                .map(row -> Journal.entry(row).event())
                .toList();
    }

    /** The task has begun, and its coder is at work. */
    JournalFixture atWork() {
        journal.append(Batch.of(
                new TaskStarted(Story.WORKFLOW, TASK, BRANCH, "base"),
                new RoundOpened(Story.WORKFLOW, CODER, 1, RoundKind.WORK, null, 0),
                new SessionOpening(Story.WORKFLOW, CODER, SESSION),
                new SessionOpened(Story.WORKFLOW, CODER, SESSION, new ProcessIdentity(1, Instant.EPOCH, "boot"))));
        return this;
    }
}
