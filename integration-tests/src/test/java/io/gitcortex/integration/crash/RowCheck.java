package io.gitcortex.integration.crash;

import io.gitcortex.core.json.WorkflowJson;
import io.gitcortex.core.state.Fold;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowResumed;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the rows of a workflow are what its journal adds up to. */
record RowCheck(WorkflowStore store, WorkflowId id) {
    List<String> faults(List<JournalEntry> journal) {
        List<String> faults = new ArrayList<>();
        JournalHead head = store.head(id).orElseThrow();
        differ(faults, "newest event", head.lastSequence(), (long) journal.size());
        WorkflowState state = null;
        long epoch = 1;
        for (JournalEntry entry : journal) {
            // Complains of a number that is missing.
            state = Fold.apply(state, entry);
            if (entry.event() instanceof WorkflowResumed resumed) {
                differ(faults, "epochs rise", resumed.epoch() > epoch, true);
                epoch = resumed.epoch();
            }
        }
        differ(faults, "epochs do not fall behind the journal", head.epoch() >= epoch, true);
        if (state != null) {
            compare(faults, state, journal);
        }
        return faults;
    }

    private void compare(List<String> faults, WorkflowState state, List<JournalEntry> journal) {
        Workflow row = store.workflow(id).orElseThrow();
        Workflow told =
                state.snapshot().toBuilder().orderIndex(row.orderIndex()).build();
        if (!row.equals(told)) {
            faults.add("workflow, tasks and terminals: the rows say " + WorkflowJson.write(row) + ", the journal says "
                    + WorkflowJson.write(told));
        }
        differ(faults, "instructions", instructionRows(), instructions(state, journal));
        Set<QuestionId> open = store.questions(id).stream()
                .filter(question -> question.status() == QuestionStatus.OPEN)
                .map(QuestionRow::questionId)
                .collect(Collectors.toSet());
        differ(
                faults,
                "open questions",
                open,
                state.openQuestions().stream().map(Question::id).collect(Collectors.toSet()));
    }

    private Map<Long, InstructionStatus> instructionRows() {
        Map<Long, InstructionStatus> rows = new TreeMap<>();
        for (InstructionRow row : store.instructions(id)) {
            rows.put(row.number(), row.status());
        }
        return rows;
    }

    /** What the journal says of each instruction: those that are neither open nor done have failed. */
    private Map<Long, InstructionStatus> instructions(WorkflowState state, List<JournalEntry> journal) {
        Map<Long, InstructionStatus> told = new TreeMap<>();
        instructionRows().keySet().forEach(number -> told.put(number, InstructionStatus.FAILED));
        state.openInstructions().forEach(open -> told.put(open.number(), open.status()));
        journal.stream()
                .map(JournalEntry::event)
                .filter(InstructionDone.class::isInstance)
                .forEach(done -> told.put(((InstructionDone) done).instruction(), InstructionStatus.DONE));
        return told;
    }

    private static void differ(List<String> faults, String what, Object stored, Object told) {
        if (!stored.equals(told)) {
            faults.add(what + ": the rows say " + stored + ", the journal says " + told);
        }
    }
}
