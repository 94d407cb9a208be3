package io.gitcortex.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowResumed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class JournalEntryJsonTest {
    private static final String LINE = "{\"sequence\":7,\"recordedAt\":\"2026-01-31T12:00:00Z\","
            + "\"type\":\"workflow_resumed\",\"event\":{\"workflowId\":\"wf-1\",\"epoch\":2}}";
    private static final JournalEntry ENTRY =
            new JournalEntry(7, Instant.parse("2026-01-31T12:00:00Z"), new WorkflowResumed(WorkflowId.of("wf-1"), 2));

    @Test
    void anEntryIsOneLine() {
        assertThat(JournalEntryJson.write(ENTRY)).isEqualTo(LINE);
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        assertThat(JournalEntryJson.read(LINE)).isEqualTo(ENTRY);
        assertThat(JournalEntryJson.read(LINE.replace("{\"sequence\"", "{\"new\":[],\"sequence\"")))
                .isEqualTo(ENTRY);
    }

    @Test
    void everyEntryComesBackAsItWasWritten() {
        SampleValues samples = new SampleValues(7);
        for (int i = 0; i < 200; i++) {
            JournalEntry entry = samples.record(JournalEntry.class);

            assertThat(JournalEntryJson.read(JournalEntryJson.write(entry))).isEqualTo(entry);
        }
    }

    @Test
    void whatIsWrongIsSaidInWords() {
        assertThatThrownBy(() -> JournalEntryJson.read(LINE.replace("\"epoch\":2", "\"epoch\":\"2\"")))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("The journal entry: event.epoch must be a whole number, not '2'");
        assertThatThrownBy(() -> JournalEntryJson.read(LINE.replace("\"sequence\":7", "\"sequence\":0")))
                .hasMessage("The journal entry is not valid: Sequence numbers begin with 1, not 0");
        assertThatThrownBy(() -> JournalEntryJson.read(LINE.replace("recordedAt", "recorded_at")))
                .hasMessageStartingWith("The journal entry: recordedAt is missing; it must be an instant");
        assertThatThrownBy(() -> JournalEntryJson.read(LINE.replace("workflow_resumed", "moon_landed")))
                .hasMessageContaining("'moon_landed'");
        assertThatThrownBy(() -> JournalEntryJson.read("[1]"))
                .hasMessage("The journal entry must be an object, not a list");
    }
}
