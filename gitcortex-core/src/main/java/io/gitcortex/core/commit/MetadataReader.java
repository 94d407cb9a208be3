package io.gitcortex.core.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes metadata of the tree that a block gives, and knows which fields there are and what each status needs. */
final class MetadataReader {
    private static final Set<String> KEYS = Stream.of(
                    "workflow_id",
                    "task_id",
                    "terminal_id",
                    "status",
                    "instruction_id",
                    "reviewed_terminal",
                    "issues",
                    "files_changed",
                    "notes")
            .flatMap(key -> Stream.of(key, Fields.camelCase(key)))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, CommitStatus> STATUSES = Map.of(
            "completed", CommitStatus.COMPLETED,
            "failed", CommitStatus.FAILED,
            "checkpoint", CommitStatus.CHECKPOINT,
            "review_pass", CommitStatus.REVIEW_PASS,
            "review_passed", CommitStatus.REVIEW_PASS,
            "review_reject", CommitStatus.REVIEW_REJECT,
            "review_rejected", CommitStatus.REVIEW_REJECT,
            "merged", CommitStatus.MERGED);
    /** Not merged: that one is ours, no agent's. */
    private static final String STATUSES_OF_AGENTS =
            "completed, failed, checkpoint, review_pass (or review_passed), review_reject (or review_rejected)";

    private final Problems problems;

    MetadataReader(Problems problems) {
        this.problems = problems;
    }

    /** Whether a block has a field of this name, in either spelling. */
    static boolean knows(String key) {
        return KEYS.contains(key);
    }

    /** The metadata, or null if there are problems, found now or before. */
    @Nullable
    CommitMetadata read(ObjectNode block) {
        Fields fields = new Fields(block, "", problems);
        WorkflowId workflowId = fields.required("workflow_id", key -> fields.id(key, WorkflowId::of));
        TaskId taskId = fields.required("task_id", key -> fields.id(key, TaskId::of));
        TerminalId terminalId = fields.required("terminal_id", key -> fields.id(key, TerminalId::of));
        CommitStatus status = fields.required("status", key -> status(fields, key));
        InstructionId instructionId = fields.id("instruction_id", InstructionId::of);
        TerminalId reviewed = reviewed(fields, status);
        List<ReviewIssue> issues = issues(fields, status);
        List<FileChange> files = files(fields);
        String notes = fields.longText("notes");
        if (problems.count() > 0 || workflowId == null || taskId == null || terminalId == null || status == null) {
            return null;
        }
        return CommitMetadata.builder(workflowId, taskId, terminalId, status)
                .instructionId(instructionId)
                .reviewedTerminal(reviewed)
                .issues(issues)
                .filesChanged(files)
                .notes(notes)
                .build();
    }

    private @Nullable CommitStatus status(Fields fields, String key) {
        String text = fields.text(key);
        if (text == null || text.isBlank()) {
            return null;
        }
        CommitStatus status = STATUSES.get(text);
        if (status == null) {
            problems.add("The status " + Problems.quote(text) + " is unknown. Known are: " + STATUSES_OF_AGENTS + ".");
        }
        return status;
    }

    private @Nullable TerminalId reviewed(Fields fields, @Nullable CommitStatus status) {
        int before = problems.count();
        TerminalId reviewed = fields.id("reviewed_terminal", TerminalId::of);
        if (isVerdict(status) && reviewed == null && problems.count() == before) {
            problems.add("A review needs reviewed_terminal, the id of the terminal whose work was reviewed.");
        }
        return reviewed;
    }

    private static boolean isVerdict(@Nullable CommitStatus status) {
        return status == CommitStatus.REVIEW_PASS || status == CommitStatus.REVIEW_REJECT;
    }

    private List<ReviewIssue> issues(Fields fields, @Nullable CommitStatus status) {
        int before = problems.count();
        List<ReviewIssue> issues = new ArrayList<>();
        for (Fields issue : fields.objects("issues")) {
            String path = issue.text("path");
            int line = issue.number("line");
            String severity = issue.required("severity", issue::text);
            String message = issue.required("message", key -> unlessBlank(issue.longText(key)));
            String suggestion = issue.longText("suggestion");
            if (severity != null && message != null) {
                issues.add(new ReviewIssue(path, line, severity, message, suggestion));
            }
        }
        if (status == CommitStatus.REVIEW_REJECT && issues.isEmpty() && problems.count() == before) {
            problems.add(
                    "review_reject needs issues, an array of at least one object with line, severity and message.");
        }
        return issues;
    }

    private static List<FileChange> files(Fields fields) {
        List<FileChange> files = new ArrayList<>();
        for (Fields file : fields.objects("files_changed")) {
            String path = file.required("path", key -> unlessBlank(file.text(key)));
            String changeType = file.required("change_type", file::text);
            if (path != null && changeType != null) {
                files.add(new FileChange(path, changeType));
            }
        }
        return files;
    }

    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
