package io.gitcortex.integration.simulation;

import io.gitcortex.core.state.Fold;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Whether what a process knows and what the store's rows say is what the events add up to. */
record StateChecks(Checks checks, World world, List<JournalEntry> entries) {
    void compare(WorkflowState state) {
        WorkflowState folded = null;
        for (JournalEntry entry : entries) {
            folded = Fold.apply(folded, entry);
        }
        Objects.requireNonNull(folded, "the journal is empty");
        same("standing", folded.standing(), state.standing());
        same("counters", folded.counters(), state.counters());
        same("tasks", List.copyOf(folded.tasks()), List.copyOf(state.tasks()));
        same("terminals", List.copyOf(folded.terminals()), List.copyOf(state.terminals()));
        same("instructions", List.copyOf(folded.openInstructions()), List.copyOf(state.openInstructions()));
        same("questions", List.copyOf(folded.openQuestions()), List.copyOf(state.openQuestions()));
        rows(folded);
    }

    private void rows(WorkflowState folded) {
        Workflow row = world.store.workflow(folded.id()).orElseThrow();
        Workflow expected =
                folded.snapshot().toBuilder().orderIndex(row.orderIndex()).build();
        same("rows of the workflow", expected, row);
        TreeSet<Long> open = new TreeSet<>();
        for (InstructionRow instruction : world.store.instructions(folded.id())) {
            if (instruction.status() == InstructionStatus.READY || instruction.status() == InstructionStatus.SENDING) {
                open.add(instruction.number());
            }
        }
        TreeSet<Long> expectedOpen = new TreeSet<>();
        folded.openInstructions().forEach(instruction -> expectedOpen.add(instruction.number()));
        same("rows of instructions", expectedOpen, open);
        TreeSet<String> asked = new TreeSet<>();
        for (QuestionRow question : world.store.questions(folded.id())) {
            if (question.status() == QuestionStatus.OPEN) {
                asked.add(question.questionId().value());
            }
        }
        TreeSet<String> expectedAsked = new TreeSet<>();
        for (Question question : folded.openQuestions()) {
            expectedAsked.add(question.id().value());
        }
        same("rows of questions", expectedAsked, asked);
    }

    private void same(String what, Object folded, Object found) {
        if (!folded.equals(found)) {
            checks.violated(what + ": the journal adds up to " + folded + ", and there is " + found);
        }
    }
}
