package io.gitcortex.core.run;

import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.TaskId;
import io.gitcortex.store.Owner;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** The journal of a workflow with one task that works on a branch, based on {@code main}. */
record TestJournal(Journal journal, InMemoryWorkflowStore store, Ids ids) {
    static final TaskId TASK = TaskId.of("task");
    static final String BRANCH = "gitcortex/w/task";

    static TestJournal begunAt(String baseCommit) {
        InMemoryWorkflowStore store = new InMemoryWorkflowStore();
        Ids ids = new Ids(new SplittableRandom(7));
        Journal.Desk desk = new Journal.Desk(store, InProcessMessageBus.create(), Clock.systemUTC(), ids);
        Owner owner = new Owner("host", 1, Instant.EPOCH, "boot", "instance");
        WorkflowPlan plan = WorkflowPlan.builder("one", "Do it")
                .base("main")
                .tasks(List.of(Story.task("task", "coder")))
                .build();
        Journal journal = Journal.create(
                Story.WORKFLOW,
                desk,
                owner,
                Batch.of(new WorkflowCreated(Story.WORKFLOW, plan), new WorkflowStarted(Story.WORKFLOW)));
        journal.append(Batch.of(new TaskStarted(Story.WORKFLOW, TASK, BRANCH, baseCommit)));
        return new TestJournal(journal, store, ids);
    }

    List<WorkflowEvent> events() {
        return store.events(Story.WORKFLOW, 0, 100_000).stream()
                .map(row -> Journal.entry(row).event())
                .toList();
    }
}
