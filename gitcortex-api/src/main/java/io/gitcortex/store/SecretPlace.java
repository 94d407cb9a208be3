package io.gitcortex.store;

import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one column of one row that an encrypted value belongs to: a workflow's key for its model, or a terminal's key for its
 * coding CLI.
 *
 * <p>Immutable.
 *
 * @param workflowId the workflow
 * @param terminalIdOrNull the terminal of that workflow, or null for the workflow itself
 */
public record SecretPlace(WorkflowId workflowId, @Nullable TerminalId terminalIdOrNull) {
    public SecretPlace {
        Objects.requireNonNull(workflowId, "workflowId");
    }

    /**
     * The place of a workflow's key for its model.
     *
     * @param workflowId the workflow
     * @return a new value
     */
    public static SecretPlace ofWorkflow(WorkflowId workflowId) {
        return new SecretPlace(workflowId, null);
    }

    /**
     * The place of a terminal's key for its coding CLI.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @return a new value
     */
    public static SecretPlace ofTerminal(WorkflowId workflowId, TerminalId terminalId) {
        return new SecretPlace(workflowId, Objects.requireNonNull(terminalId, "terminalId"));
    }

    /**
     * The terminal.
     *
     * @return its id, or empty for the workflow itself
     */
    public Optional<TerminalId> terminalId() {
        return Optional.ofNullable(terminalIdOrNull);
    }

    /**
     * The table of the row.
     *
     * @return {@code workflow} or {@code terminal}
     */
    public String table() {
        return terminalIdOrNull == null ? "workflow" : "terminal";
    }

    /**
     * The column of the encrypted value.
     *
     * @return {@code orchestrator_api_key_encrypted} or {@code api_key_encrypted}
     */
    public String column() {
        return terminalIdOrNull == null ? "orchestrator_api_key_encrypted" : "api_key_encrypted";
    }

    /**
     * What names the row in its table.
     *
     * @return the workflow's id, followed by the terminal's in the table {@code terminal}
     */
    public List<String> rowId() {
        return Stream.concat(Stream.of(workflowId.value()), terminalId().map(TerminalId::value).stream())
                .toList();
    }

    /** Names the row in words: {@code workflow wf-1}, {@code terminal coder of workflow wf-1}. */
    @Override
    public String toString() {
        String workflow = "workflow " + workflowId;
        return terminalIdOrNull == null ? workflow : "terminal " + terminalIdOrNull + " of " + workflow;
    }
}
