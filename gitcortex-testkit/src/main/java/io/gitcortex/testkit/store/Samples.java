package io.gitcortex.testkit.store;

import io.gitcortex.model.InstructionId;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.Owner;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values to write. Two calls with the same arguments give equal values. */
final class Samples {
    /** As fine as a store has to keep it. */
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    private Samples() {}

    static WorkflowId id(String value) {
        return WorkflowId.of(value);
    }

    static Owner owner(String instance) {
        return new Owner("host-1", 4711, NOON, "boot-1", instance);
    }

    static Workflow workflow(String id) {
        return workflowBuilder(id).build();
    }

    static Workflow workflow(String id, List<WorkflowTask> tasks) {
        return workflowBuilder(id).tasks(tasks).build();
    }

    private static Workflow.Builder workflowBuilder(String id) {
        return Workflow.builder(id(id), "Name of " + id, "Goal of " + id)
                .createdAt(NOON)
                .updatedAt(NOON);
    }

    static WorkflowTask task(String workflowId, String taskId, int orderIndex) {
        return WorkflowTask.builder(TaskId.of(taskId), id(workflowId), "Name of " + taskId)
                .description("Description of " + taskId)
                .orderIndex(orderIndex)
                .createdAt(NOON)
                .updatedAt(NOON)
                .build();
    }

    static WorkflowTerminal terminal(String taskId, String terminalId, int orderIndex) {
        return WorkflowTerminal.builder(TerminalId.of(terminalId), "coder", "shell")
                .taskId(TaskId.of(taskId))
                .orderIndex(orderIndex)
                .createdAt(NOON)
                .updatedAt(NOON)
                .build();
    }

    /** Tasks {@code task-0}... with terminals {@code task-0-terminal-0}... */
    static List<WorkflowTask> tasks(String workflowId, int count, int terminalsEach) {
        List<WorkflowTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String taskId = "task-" + i;
            List<WorkflowTerminal> terminals = new ArrayList<>();
            for (int j = 0; j < terminalsEach; j++) {
                terminals.add(terminal(taskId, taskId + "-terminal-" + j, j));
            }
            tasks.add(
                    task(workflowId, taskId, i).toBuilder().terminals(terminals).build());
        }
        return tasks;
    }

    static EventRow event(long sequence) {
        return event(sequence, null);
    }

    static EventRow event(long sequence, @Nullable String commit) {
        return new EventRow(sequence, "checkpoint_recorded", commit, "{\"number\":" + sequence + "}", NOON);
    }

    static InstructionRow instruction(long number, String instructionId, InstructionStatus status) {
        return new InstructionRow(
                number, InstructionId.of(instructionId), "start_task", status, "{\"number\":" + number + "}");
    }

    static QuestionRow question(String questionId, QuestionStatus status) {
        return new QuestionRow(QuestionId.of(questionId), status, NOON, "{\"text\":\"" + questionId + "?\"}");
    }

    /** What {@code create} is given: one event. */
    static WorkflowWrite.Builder firstWrite(String id) {
        return WorkflowWrite.builder(id(id), 0, 1).event(event(1));
    }
}
