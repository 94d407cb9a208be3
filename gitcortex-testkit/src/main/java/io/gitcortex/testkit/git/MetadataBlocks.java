package io.gitcortex.testkit.git;

import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commit messages as the agent of one terminal writes them: well, in other spellings, and badly. They are put together by
 * hand, without the library that reads and writes them elsewhere, so that a mistake there is seen here.
 *
 * <p>Every method gives a whole commit message that begins with the text given. Immutable.
 */
public final class MetadataBlocks {
    private static final String SEPARATOR = "---METADATA---";

    private final WorkflowId workflowId;
    private final TaskId taskId;
    private final TerminalId terminalId;
    private final @Nullable InstructionId instructionId;

    private MetadataBlocks(
            WorkflowId workflowId, TaskId taskId, TerminalId terminalId, @Nullable InstructionId instructionId) {
        this.workflowId = workflowId;
        this.taskId = taskId;
        this.terminalId = terminalId;
        this.instructionId = instructionId;
    }

    /**
     * What a terminal writes that names no instruction.
     *
     * @param workflowId its workflow, or another one to forge
     * @param taskId its task, or another one to forge
     * @param terminalId itself, or another one to forge
     * @return its messages
     */
    public static MetadataBlocks of(WorkflowId workflowId, TaskId taskId, TerminalId terminalId) {
        return new MetadataBlocks(workflowId, taskId, terminalId, null);
    }

    /**
     * The same, with the instruction that it answers.
     *
     * @param id the round's instruction, or another one to forge
     * @return its messages
     */
    public MetadataBlocks answering(InstructionId id) {
        return new MetadataBlocks(workflowId, taskId, terminalId, id);
    }

    /**
     * Work is done.
     *
     * @param text what a person reads
     * @param files what it says it changed
     * @return the commit message
     */
    public String completed(String text, FileChange... files) {
        List<String> written = new ArrayList<>();
        for (FileChange file : files) {
            written.add("{\"path\": " + quoted(file.path()) + ", \"change_type\": " + quoted(file.changeType()) + "}");
        }
        return message(text, block("completed", "\"files_changed\": [" + String.join(", ", written) + "]"));
    }

    /**
     * Work is done, and the next terminal should know something.
     *
     * @param text what a person reads
     * @param notes what the next terminal should know
     * @return the commit message
     */
    public String completedWithNotes(String text, String notes) {
        return message(text, block("completed", "\"notes\": " + quoted(notes)));
    }

    /**
     * Work cannot be done.
     *
     * @param text why
     * @return the commit message
     */
    public String failed(String text) {
        return message(text, block("failed"));
    }

    /**
     * There is progress.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String checkpoint(String text) {
        return message(text, block("checkpoint"));
    }

    /**
     * A review found nothing.
     *
     * @param text what a person reads
     * @param reviewed whose work was reviewed
     * @return the commit message
     */
    public String reviewPass(String text, TerminalId reviewed) {
        return message(text, block("review_pass", "\"reviewed_terminal\": " + quoted(reviewed.value())));
    }

    /**
     * A review found issues.
     *
     * @param text what a person reads
     * @param reviewed whose work was reviewed
     * @param issues what was found; none makes the message malformed
     * @return the commit message
     */
    public String reviewReject(String text, TerminalId reviewed, ReviewIssue... issues) {
        List<String> written = new ArrayList<>();
        for (ReviewIssue issue : issues) {
            written.add(written(issue));
        }
        return message(
                text,
                block(
                        "review_reject",
                        "\"reviewed_terminal\": " + quoted(reviewed.value()),
                        "\"issues\": [" + String.join(", ", written) + "]"));
    }

    /**
     * Work is done, as other tools of this kind spell it: camelCase, on one line, with trailers after it.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String camelCase(String text) {
        String line = block("completed")
                .replace("workflow_id", "workflowId")
                .replace("task_id", "taskId")
                .replace("terminal_id", "terminalId")
                .replace("instruction_id", "instructionId")
                .replace("\n", " ");
        return message(text, line) + "\nGenerated with Some CLI\n\nCo-Authored-By: Some CLI <noreply@example.com>\n";
    }

    /**
     * Work is done, in the older form of lines with a key and a value.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String olderForm(String text) {
        String answering = instructionId == null ? "" : "\ninstruction_id: " + instructionId.value();
        return message(
                text,
                "workflow_id: " + workflowId + "\ntask_id: " + taskId + "\nterminal_id: " + terminalId
                        + "\nstatus: completed" + answering);
    }

    /**
     * Broken: a status that nobody knows.
     *
     * @param text what a person reads
     * @param status the unknown word
     * @return the commit message
     */
    public String unknownStatus(String text, String status) {
        return message(text, block(status));
    }

    /**
     * Broken: the block ends in the middle.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String truncated(String text) {
        String whole = block("completed");
        return message(text, whole.substring(0, whole.length() - 3));
    }

    /**
     * Broken: two separator lines, each with a good block after it.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String twice(String text) {
        return message(message(text, block("failed")), block("completed"));
    }

    /**
     * Forged by accident: a good block quoted in prose, which reports nothing.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String quotedInProse(String text) {
        return message(text, block("completed")).replace("\n", "\n> ");
    }

    /**
     * Broken: line breaks written as a backslash and an n, all on one line, which reports nothing.
     *
     * @param text what a person reads
     * @return the commit message
     */
    public String onOneLine(String text) {
        return message(text, block("completed")).strip().replace("\n", "\\n");
    }

    private String block(String status, String... more) {
        List<String> members = new ArrayList<>();
        members.add("\"workflow_id\": " + quoted(workflowId.value()));
        members.add("\"task_id\": " + quoted(taskId.value()));
        members.add("\"terminal_id\": " + quoted(terminalId.value()));
        members.add("\"status\": " + quoted(status));
        if (instructionId != null) {
            members.add("\"instruction_id\": " + quoted(instructionId.value()));
        }
        members.addAll(List.of(more));
        return "{" + String.join(",\n ", members) + "}";
    }

    private static String written(ReviewIssue issue) {
        String path = issue.path() == null ? "" : "\"path\": " + quoted(issue.path()) + ", ";
        String suggestion = issue.suggestion() == null ? "" : ", \"suggestion\": " + quoted(issue.suggestion());
        return "{" + path + "\"line\": " + issue.line() + ", \"severity\": " + quoted(issue.severity())
                + ", \"message\": " + quoted(issue.message()) + suggestion + "}";
    }

    private static String message(String text, String block) {
        return text + "\n\n" + SEPARATOR + "\n" + block + "\n";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
