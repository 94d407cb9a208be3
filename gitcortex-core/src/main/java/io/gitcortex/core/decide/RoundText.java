package io.gitcortex.core.decide;

import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.state.Handoff;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.ReportedCommit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that opens a round: what to do, what is known, and how to report. */
public final class RoundText {
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9/._+-]+");

    private final PromptTemplates templates;

    /** Texts from these templates. */
    public RoundText(PromptTemplates templates) {
        this.templates = templates;
    }

    /**
     * What a round's text is made from.
     *
     * @param state the workflow, with the round open
     * @param terminal the terminal that works
     * @param order what opened the round
     * @param helper the helper that writes commits
     * @param diffStat what the task has changed so far, for a review; else empty
     * @param fileOrNull the name of the file in which the terminal reports, or null if it commits
     */
    public record Brief(
            WorkflowState state,
            TerminalState terminal,
            Order order,
            Path helper,
            String diffStat,
            @Nullable String fileOrNull) {
        private TaskState task() {
            return terminal.taskId().flatMap(state::task).orElseThrow();
        }

        private Round round() {
            return terminal.rounds().newest().orElseThrow();
        }
    }

    /**
     * What opened a round.
     *
     * @param id the id that a result must give back
     * @param instruction what was decided
     * @param again true if the terminal may have been given this before
     */
    public record Order(InstructionId id, Instruction instruction, boolean again) {}

    /** The text. */
    public String of(Brief brief) {
        return of(brief, null);
    }

    /**
     * The text.
     *
     * @param judged what is to be judged; null for what the terminal under review has left
     */
    public String of(Brief brief, @Nullable Handoff judged) {
        Map<String, Object> values = common(brief);
        Optional<TerminalState> subject =
                Optional.ofNullable(brief.round().subject()).flatMap(brief.state()::terminal);
        if (subject.isPresent()) {
            return templates.render("review_request", review(brief, judged, subject.get(), values));
        }
        if (brief.order().instruction() instanceof FixIssues fix) {
            values.put("issues", numbered(fix.issues()));
            return templates.render("fix_issues", values);
        }
        String failure = brief.terminal().rounds().failures().newest();
        values.put("failure", failure == null ? "" : Quoted.text(failure));
        values.put("rework", brief.round().rework());
        values.put("handoffs", handoffs(brief));
        return templates.render("start", values);
    }

    private Map<String, Object> common(Brief brief) {
        TaskState task = brief.task();
        Map<String, Object> values = new HashMap<>();
        values.put("taskName", Quoted.line(task.plan().name()));
        values.put("workflowName", Quoted.line(brief.state().plan().name()));
        values.put("goal", brief.state().plan().goal());
        values.put("role", brief.terminal().seat().plan().role());
        values.put("text", text(brief, task));
        values.put("again", brief.order().again());
        values.put("contract", contract(brief, task));
        return values;
    }

    private static String text(Brief brief, TaskState task) {
        Instruction instruction = brief.order().instruction();
        if (instruction instanceof StartTerminal start) {
            return start.instruction();
        }
        if (instruction instanceof StartTask start && start.instruction() != null) {
            return start.instruction();
        }
        return task.plan().description().isBlank()
                ? task.plan().name()
                : task.plan().description();
    }

    private static Map<String, Object> review(
            Brief brief, @Nullable Handoff judged, TerminalState subject, Map<String, Object> values) {
        Handoff handoff = judged == null ? subject.rounds().handoff().orElseThrow() : judged;
        values.put("subject", subject.id().value());
        values.putAll(result(handoff.commit(), handoff.files(), handoff.notes()));
        values.put("diffStat", Quoted.text(brief.diffStat()));
        values.put("issues", numbered(subject.rounds().issues()));
        return values;
    }

    private static List<Map<String, Object>> handoffs(Brief brief) {
        List<Map<String, Object>> left = new ArrayList<>();
        TaskId taskId = brief.task().id();
        for (TerminalState other : brief.state().terminals(taskId)) {
            boolean before = other.seat().order() < brief.terminal().seat().order();
            other.rounds().handoff().filter(result -> before).ifPresent(result -> left.add(handoff(other, result)));
        }
        return left;
    }

    private static Map<String, Object> handoff(TerminalState from, Handoff handoff) {
        Map<String, Object> values = result(handoff.commit(), handoff.files(), handoff.notes());
        values.put("terminal", from.id().value());
        return values;
    }

    /** What a commit says, as quoted data. */
    static Map<String, Object> result(ReportedCommit commit, List<FileChange> files, @Nullable String notes) {
        Map<String, Object> values = new HashMap<>();
        values.put("hash", Quoted.line(commit.hash()));
        values.put("message", Quoted.text(commit.message()));
        values.put("notes", notes == null ? "" : Quoted.text(notes));
        values.put("files", files.stream().map(RoundText::file).toList());
        return values;
    }

    private static Map<String, String> file(FileChange change) {
        return Map.of("path", Quoted.line(change.path()), "changeType", Quoted.line(change.changeType()));
    }

    static List<Map<String, Object>> numbered(List<ReviewIssue> issues) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (ReviewIssue issue : issues) {
            lines.add(Map.of("number", lines.size() + 1, "line", Quoted.item(inWords(issue))));
        }
        return lines;
    }

    private static String inWords(ReviewIssue issue) {
        String where = issue.path() == null ? "" : issue.path() + (issue.line() > 0 ? ":" + issue.line() : "") + ": ";
        String what = where + issue.severity() + ": " + issue.message();
        return issue.suggestion() == null ? what : what + " (" + issue.suggestion() + ")";
    }

    /**
     * What a terminal is told that has work and says nothing: the contract once more, on one line, as it is typed.
     */
    public String reminder(Reminder reminder) {
        TerminalState terminal = reminder.terminal();
        TerminalId subject = terminal.rounds().newest().map(Round::subject).orElse(null);
        Map<String, Object> values = new HashMap<>();
        values.put("workflow", reminder.workflow().value());
        values.put("task", terminal.taskId().map(TaskId::value).orElse(""));
        values.put("terminal", terminal.id().value());
        values.put("seconds", reminder.silence().toSeconds());
        values.put("helper", quoted(reminder.helper()));
        values.put("review", subject != null);
        values.put("subject", subject == null ? "" : subject.value());
        values.put("file", reminder.file().toString());
        return LINE_BREAKS.matcher(templates.render("stall", values).strip()).replaceAll(" ");
    }

    /**
     * What a reminder is made from.
     *
     * @param workflow the workflow
     * @param terminal the terminal, with its round open
     * @param silence how long it has said nothing
     * @param helper the helper that writes commits
     * @param file where the whole instruction is
     */
    public record Reminder(WorkflowId workflow, TerminalState terminal, Duration silence, Path helper, Path file) {}

    private String contract(Brief brief, TaskState task) {
        Round round = brief.round();
        Map<String, Object> values = new HashMap<>();
        values.put("branch", task.branch().orElseThrow().name());
        values.put("helper", quoted(brief.helper()));
        values.put("review", round.subject() != null);
        values.put("subject", round.subject() == null ? "" : round.subject().value());
        values.put("file", Objects.requireNonNullElse(brief.fileOrNull(), ""));
        values.put("example", example(brief, task));
        values.put("workflow", brief.state().id().value());
        values.put("task", task.id().value());
        values.put("terminal", brief.terminal().id().value());
        values.put("instruction", brief.order().id().value());
        return templates.render("contract", values);
    }

    /** As a shell reads it (POSIX.1-2017, Shell Command Language, 2.2.2). */
    private static String quoted(Path path) {
        String text = path.toString();
        return PLAIN_PATH.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String example(Brief brief, TaskState task) {
        Round round = brief.round();
        CommitStatus status = round.subject() == null ? CommitStatus.COMPLETED : CommitStatus.REVIEW_PASS;
        CommitMetadata metadata = CommitMetadata.builder(
                        brief.state().id(), task.id(), brief.terminal().id(), status)
                .instructionId(brief.order().id())
                .reviewedTerminal(round.subject())
                .build();
        return brief.fileOrNull() == null
                ? CommitMetadata.SEPARATOR + "\n" + CommitMetadataFormat.block(metadata)
                : CommitMetadataFormat.reportFile(
                        round.subject() == null ? "What you did" : "What you checked", metadata);
    }
}
