package io.gitcortex.core.commit;

import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes metadata blocks that {@link CommitMetadataParser} reads back as the same value: indented JSON with keys in
 * snake_case, and with long texts split into arrays of strings, for linters that allow 80 columns.
 *
 * <p>Every text survives. Control and format characters, noncharacters and lone surrogates, which a commit message in
 * UTF-8 cannot hold or git would replace, are written as JSON escapes. What is larger than the parser's limits is
 * refused: a text over 16 KiB, a block over 64 KiB.
 *
 * <p>Thread-safe.
 */
public final class CommitMetadataFormat {
    /** What the results in a merge's block may take, well below the block's limit. */
    private static final int MERGED_CHARS = 16 * 1024;

    private CommitMetadataFormat() {}

    /**
     * The JSON object for a report.
     *
     * @param metadata the report
     * @return the object over several lines, without the separator line and without a line feed at its end
     * @throws IllegalArgumentException if a text or the block would be larger than the parser reads
     */
    public static String block(CommitMetadata metadata) {
        return boundedBlock(JsonText.object("", members(metadata)));
    }

    /**
     * The JSON object for a report that is left as a file, of which the commit is made by somebody else.
     *
     * @param text what a person reads in the commit
     * @param metadata the report
     * @return the object over several lines, without a line feed at its end; {@link ReportFileParser} reads it
     * @throws IllegalArgumentException if a text or the object would be larger than the parser reads
     */
    public static String reportFile(String text, CommitMetadata metadata) {
        List<String> members = new ArrayList<>();
        members.add(JsonText.longMember("", "message", bounded("message", text)));
        members.addAll(members(metadata));
        return boundedBlock(JsonText.object("", members));
    }

    private static List<String> members(CommitMetadata metadata) {
        List<String> members = new ArrayList<>();
        members.add(member("workflow_id", metadata.workflowId().value()));
        members.add(member("task_id", metadata.taskId().value()));
        members.add(member("terminal_id", metadata.terminalId().value()));
        members.add(member("status", metadata.status().wireName()));
        metadata.instructionId().ifPresent(id -> members.add(member("instruction_id", id.value())));
        metadata.reviewedTerminal().ifPresent(id -> members.add(member("reviewed_terminal", id.value())));
        if (!metadata.issues().isEmpty()) {
            members.add(array(
                    "issues",
                    metadata.issues().stream().map(CommitMetadataFormat::issue).toList()));
        }
        if (!metadata.filesChanged().isEmpty()) {
            members.add(array(
                    "files_changed",
                    metadata.filesChanged().stream()
                            .map(CommitMetadataFormat::file)
                            .toList()));
        }
        metadata.notes().ifPresent(notes -> members.add(JsonText.longMember("", "notes", bounded("notes", notes))));
        return members;
    }

    /**
     * The JSON object for the commit that merges a task.
     *
     * @param workflowId the workflow
     * @param taskId the task that is merged
     * @param lastWorker the terminal that worked on the task last
     * @param merged the results that the merge brings along, oldest first; of very many only the newest are written
     * @return the object over several lines, without the separator line and without a line feed at its end; it parses
     *     back as metadata with the status {@code merged}
     */
    public static String mergeBlock(
            WorkflowId workflowId, TaskId taskId, TerminalId lastWorker, List<MergedResult> merged) {
        List<String> results = new ArrayList<>();
        int chars = 0;
        for (int i = merged.size() - 1; i >= 0 && chars < MERGED_CHARS; i--) {
            String result = merged(merged.get(i));
            chars += result.length();
            results.add(result);
        }
        Collections.reverse(results);
        List<String> members = new ArrayList<>();
        members.add(member("workflow_id", workflowId.value()));
        members.add(member("task_id", taskId.value()));
        members.add(member("terminal_id", lastWorker.value()));
        members.add(member("status", "merged"));
        members.add(results.isEmpty() ? JsonText.member("", "merged", "[]") : array("merged", results));
        return boundedBlock(JsonText.object("", members));
    }

    /**
     * A whole commit message.
     *
     * @param text what a person reads
     * @param metadata the report
     * @return the text, the separator line, and the block; it parses back to the text, stripped, and the same metadata
     * @throws IllegalArgumentException if the text holds a separator line, or something is larger than the parser reads
     */
    public static String message(String text, CommitMetadata metadata) {
        return message(text, block(metadata));
    }

    /**
     * A whole commit message around a block that is written already.
     *
     * @param text what a person reads
     * @param block what {@link #block} or {@link #mergeBlock} gave
     * @return the text, the separator line, and the block
     * @throws IllegalArgumentException if the text holds a separator line, or the message is larger than 1 MiB
     */
    public static String message(String text, String block) {
        if (SeparatorLine.next(text, 0) != null) {
            throw new IllegalArgumentException("The text of a commit message must not hold a line "
                    + CommitMetadata.SEPARATOR + ": two of them are ambiguous");
        }
        String message = text.strip() + "\n\n" + CommitMetadata.SEPARATOR + "\n" + block + "\n";
        if (Limits.exceeds(message, Limits.MESSAGE_BYTES)) {
            throw new IllegalArgumentException("A commit message has at most 1 MiB, this one has "
                    + Limits.utf8Length(message) + " bytes: shorten its text");
        }
        return message;
    }

    private static String issue(ReviewIssue issue) {
        String indent = "    ";
        List<String> members = new ArrayList<>();
        if (issue.path() != null) {
            members.add(JsonText.member(indent, "path", JsonText.quoted(bounded("path", issue.path()))));
        }
        if (issue.line() > 0) {
            members.add(JsonText.member(indent, "line", Integer.toString(issue.line())));
        }
        members.add(JsonText.member(indent, "severity", JsonText.quoted(bounded("severity", issue.severity()))));
        members.add(JsonText.longMember(indent, "message", bounded("message", issue.message())));
        if (issue.suggestion() != null) {
            members.add(JsonText.longMember(indent, "suggestion", bounded("suggestion", issue.suggestion())));
        }
        return JsonText.object(indent, members);
    }

    private static String file(FileChange file) {
        return "{\"path\": " + JsonText.quoted(bounded("path", file.path())) + ", \"change_type\": "
                + JsonText.quoted(bounded("change_type", file.changeType())) + "}";
    }

    private static String merged(MergedResult result) {
        return "{\"terminal_id\": " + JsonText.quoted(result.terminalId().value()) + ", \"commit\": "
                + JsonText.quoted(result.commit()) + ", \"status\": "
                + JsonText.quoted(result.status().wireName()) + "}";
    }

    private static String member(String key, String text) {
        return JsonText.member("", key, JsonText.quoted(text));
    }

    private static String array(String key, List<String> values) {
        return JsonText.member("", key, JsonText.array("", values));
    }

    private static String bounded(String key, String text) {
        if (Limits.exceeds(text, Limits.VALUE_BYTES)) {
            throw new IllegalArgumentException(key + " has at most 16 KiB in a metadata block, this one has "
                    + Limits.utf8Length(text) + " bytes");
        }
        return text;
    }

    private static String boundedBlock(String block) {
        if (Limits.exceeds(block, Limits.BLOCK_BYTES)) {
            throw new IllegalArgumentException("A metadata block has at most 64 KiB, this one would have "
                    + Limits.utf8Length(block) + " bytes: shorten its texts, issues or files");
        }
        return block;
    }
}
