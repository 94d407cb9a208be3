package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.ParsedCommit.Malformed;
import io.gitcortex.core.commit.ParsedCommit.Plain;
import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import io.gitcortex.model.ChangeType;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.git.MetadataBlocks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, by us or by hand, is read as the same value. {@code -Dgitcortex.seed=N} repeats a run. */
class CommitMetadataRoundTripTest {
    private static final int VALUES = 5000;
    private static final TerminalId CODER = TerminalId.of("coder");
    private static final InstructionId ROUND = InstructionId.of("i-1");
    private static final MetadataBlocks BLOCKS = MetadataBlocks.of(
                    WorkflowId.of("wf-1"), TaskId.of("task-1"), TerminalId.of("term-1"))
            .answering(ROUND);

    private static CommitMetadata.Builder expected(CommitStatus status) {
        return CommitMetadata.builder(WorkflowId.of("wf-1"), TaskId.of("task-1"), TerminalId.of("term-1"), status)
                .instructionId(ROUND);
    }

    @Test
    void everyValueThatIsWrittenIsReadBack() {
        long seed = Long.getLong("gitcortex.seed", System.nanoTime());
        MetadataGenerator generator = new MetadataGenerator(seed);
        for (int i = 0; i < VALUES; i++) {
            CommitMetadata metadata = generator.next();
            String text = generator.text(10).replace("---METADATA---", "METADATA");

            String message = CommitMetadataFormat.message(text, metadata);

            assertThat(CommitMetadataParser.parse(message))
                    .as("seed %s, value %s:%n%s", seed, i, message)
                    .isEqualTo(new WithMetadata(text.strip(), metadata));
        }
    }

    @Test
    void blocksWrittenByHandAreReadAsTheyAreMeant() {
        ReviewIssue issue = new ReviewIssue("a \"b\"", 3, "minor", "m\n\u0001", "s\\");
        FileChange file = FileChange.of("a\tb", ChangeType.RENAMED);

        assertRead(BLOCKS.completed("A", file), expected(CommitStatus.COMPLETED).filesChanged(List.of(file)));
        assertRead(
                BLOCKS.completedWithNotes("A", "n\n"),
                expected(CommitStatus.COMPLETED).notes("n\n"));
        assertRead(BLOCKS.failed("A"), expected(CommitStatus.FAILED));
        assertRead(BLOCKS.checkpoint("A"), expected(CommitStatus.CHECKPOINT));
        assertRead(
                BLOCKS.reviewPass("A", CODER),
                expected(CommitStatus.REVIEW_PASS).reviewedTerminal(CODER));
        assertRead(
                BLOCKS.reviewReject("A", CODER, issue),
                expected(CommitStatus.REVIEW_REJECT).reviewedTerminal(CODER).issues(List.of(issue)));
        assertRead(BLOCKS.camelCase("A"), expected(CommitStatus.COMPLETED));
        assertRead(BLOCKS.olderForm("A"), expected(CommitStatus.COMPLETED));
    }

    @Test
    void brokenBlocksWrittenByHandReportNothing() {
        assertThat(List.of(
                        BLOCKS.unknownStatus("A", "done"),
                        BLOCKS.truncated("A"),
                        BLOCKS.twice("A"),
                        BLOCKS.reviewReject("A", CODER)))
                .allSatisfy(message ->
                        assertThat(CommitMetadataParser.parse(message)).isInstanceOf(Malformed.class));
        assertThat(List.of(BLOCKS.quotedInProse("A"), BLOCKS.onOneLine("A")))
                .allSatisfy(message ->
                        assertThat(CommitMetadataParser.parse(message)).isInstanceOf(Plain.class));
    }

    private static void assertRead(String message, CommitMetadata.Builder metadata) {
        assertThat(CommitMetadataParser.parse(message)).isEqualTo(new WithMetadata("A", metadata.build()));
    }
}
