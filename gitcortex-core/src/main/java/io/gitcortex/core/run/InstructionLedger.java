package io.gitcortex.core.run;

import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.model.InstructionId;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The unguessable ids of a workflow's instructions. They are in no event: the journal may be shown, the ids may not while a
 * round is open.
 */
final class InstructionLedger {
    private final Ids ids;
    private final Map<Long, Issued> issued = new HashMap<>();

    /** An instruction and its id. */
    record Issued(InstructionId id, Instruction instruction) {}

    InstructionLedger(Ids ids) {
        this.ids = ids;
    }

    void load(List<InstructionRow> rows) {
        issued.clear();
        for (InstructionRow row : rows) {
            issued.put(row.number(), new Issued(row.instructionId(), InstructionJson.read(row.json())));
        }
    }

    /** Ids are made when the decision is stored. One that is not stored after all is never used. */
    void issue(List<WorkflowEvent> events) {
        for (WorkflowEvent event : events) {
            if (event instanceof DecisionMade made) {
                for (NumberedInstruction numbered : made.instructions()) {
                    issued.put(numbered.number(), new Issued(ids.instruction(), numbered.instruction()));
                }
            }
        }
    }

    InstructionId idOf(long number) {
        return issued(number)
                .map(Issued::id)
                .orElseThrow(() -> new IllegalStateException("Instruction " + number + " was never issued"));
    }

    Optional<Issued> issued(long number) {
        return Optional.ofNullable(issued.get(number));
    }
}
