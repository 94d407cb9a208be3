package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.store.CursorRow;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantees 13 and 14: what is kept, and for how long. */
abstract class StoreKeepingContract extends StoreSecretContract {
    @TempDir
    private Path directory;

    /** See {@link WorkflowStoreContract#openBackup(Path)}. */
    protected abstract Optional<WorkflowStore> openBackup(Path backup);

    @Test
    void guarantee_13_a_workflow_that_has_ended_is_forgotten_with_everything_of_it() {
        createWhole("gone");
        createWhole("stays");
        store.request(Samples.id("gone"), "pause", "{}");
        List<Object> others = rowsOf("stays");

        store.forget(Samples.id("gone"), 1);

        assertThat(rowsOf("gone")).containsOnly(Optional.empty(), List.of()).hasSameSizeAs(others);
        assertThat(store.workflows()).extracting(Workflow::workflowId).containsExactly(Samples.id("stays"));
        assertThat(store.secrets()).extracting(SecretRow::ciphertext).containsExactly("secret of stays");
        assertThat(rowsOf("stays")).isEqualTo(others);
    }

    @Test
    void guarantee_13_ids_may_be_used_again_and_the_others_keep_their_order() {
        createWhole("first");
        createWhole("second");
        createWhole("third");

        store.forget(Samples.id("first"), 1);
        store.write(nextWrite("third")
                .instruction(Samples.instruction(2, "i-first", InstructionStatus.DONE))
                .build());
        create(Samples.workflow("first", Samples.tasks("first", 1, 1)));

        assertThat(store.workflows())
                .extracting(Workflow::workflowId)
                .containsExactly(Samples.id("second"), Samples.id("third"), Samples.id("first"));
    }

    @Test
    void guarantee_13_only_the_owner_of_a_workflow_that_has_ended_makes_it_forgotten() {
        createWhole("ended");
        createEmpty("runs");
        List<Object> ended = rowsOf("ended");

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.forget(Samples.id("runs"), 1));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.forget(Samples.id("nobody"), 1));
        assertThatExceptionOfType(StaleWorkflowException.class).isThrownBy(() -> store.forget(Samples.id("ended"), 2));
        store.releaseOwnership(Samples.id("ended"), 1);
        assertThatExceptionOfType(StaleWorkflowException.class).isThrownBy(() -> store.forget(Samples.id("ended"), 1));

        assertThat(rowsOf("ended").subList(1, ended.size())).isEqualTo(ended.subList(1, ended.size()));
        assertThat(store.workflow(Samples.id("runs"))).isPresent();
    }

    @Test
    void guarantee_14_a_backup_holds_what_was_written_before_or_there_is_none() {
        createWhole("wf");
        Path backup = directory.resolve("a backup?.db");
        List<Object> before = rowsOf("wf");

        try {
            store.backUp(backup);
        } catch (StoreException e) {
            assertThat(openBackup(backup)).as(e.getMessage()).isEmpty();
            assertThat(directory).isEmptyDirectory();
            return;
        }
        createWhole("later");

        try (WorkflowStore copy = openBackup(backup).orElseThrow()) {
            assertThat(copy.workflows()).extracting(Workflow::workflowId).containsExactly(Samples.id("wf"));
            assertThat(rowsOf(copy, "wf")).isEqualTo(before);
            assertThat(copy.secrets()).extracting(SecretRow::ciphertext).containsExactly("secret of wf");
        }
    }

    @Test
    void guarantee_14_a_file_that_exists_is_never_touched() throws IOException {
        createWhole("wf");
        Path taken = Files.writeString(directory.resolve("taken"), "precious");

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.backUp(taken));

        assertThat(taken).hasContent("precious");
        assertThat(directory).isDirectoryContaining(taken::equals);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    /** A completed workflow that has a row of every kind. */
    private void createWhole(String id) {
        create(Samples.workflow(id, Samples.tasks(id, 1, 1)));
        store.write(nextWrite(id)
                .workflow(store.workflow(Samples.id(id)).orElseThrow().toBuilder()
                        .status(WorkflowStatus.COMPLETED)
                        .build())
                .event(Samples.event(2))
                .instruction(Samples.instruction(1, "i-" + id, InstructionStatus.DONE))
                .question(Samples.question("q-" + id, QuestionStatus.ANSWERED))
                .cursor(new CursorRow("refs/heads/" + id, "c"))
                .secret(new SecretRow(SecretPlace.ofWorkflow(Samples.id(id)), "secret of " + id))
                .build());
    }

    private List<Object> rowsOf(String id) {
        return rowsOf(store, id);
    }

    /** The head first, since it names the owner. */
    private static List<Object> rowsOf(WorkflowStore store, String id) {
        return List.of(
                store.head(Samples.id(id)),
                store.workflow(Samples.id(id)),
                store.events(Samples.id(id), 0, Integer.MAX_VALUE),
                store.cursors(Samples.id(id)),
                store.instructions(Samples.id(id)),
                store.questions(Samples.id(id)),
                store.pendingRequests(Samples.id(id)));
    }
}
