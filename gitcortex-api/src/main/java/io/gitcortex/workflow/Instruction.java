package io.gitcortex.workflow;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done. Whether it comes from the playbook, a model or the host, it is checked against the workflow's state
 * and policy, written to the journal, and only then carried out.
 *
 * <p>Immutable.
 */
public sealed interface Instruction {
    /**
     * The name of the kind of instruction in JSON.
     *
     * @return lower snake_case
     */
    String type();

    /**
     * Makes the task's branch and worktree, and starts its first terminal.
     *
     * @param taskId the task
     * @param instruction what the first terminal is told, or null for the task's description
     */
    record StartTask(TaskId taskId, @Nullable String instruction) implements Instruction {
        @Override
        public String type() {
            return "start_task";
        }
    }

    /**
     * Adds a task.
     *
     * @param name its name, for people
     * @param description what it is about, or null
     * @param dependsOn the tasks that must be completed before it may start
     * @param taskId an alias by which later instructions may call it, or null
     */
    record CreateTask(
            String name,
            @Nullable String description,
            List<TaskId> dependsOn,
            @Nullable TaskId taskId) implements Instruction {
        public CreateTask {
            requireText("name", name);
            dependsOn = List.copyOf(dependsOn);
        }

        @Override
        public String type() {
            return "create_task";
        }
    }

    /**
     * Adds a terminal to a task.
     *
     * @param taskId the task
     * @param role what it is for, for people and prompts
     * @param cli the dialect of its coding CLI
     * @param model the model that the CLI is to use, or null for the CLI's own choice
     * @param order its place among the task's terminals, counted from 0; null for last
     * @param terminalId an alias by which later instructions may call it, or null
     */
    record CreateTerminal(
            TaskId taskId,
            String role,
            String cli,
            @Nullable String model,
            @Nullable Integer order,
            @Nullable TerminalId terminalId)
            implements Instruction {
        public CreateTerminal {
            Objects.requireNonNull(taskId, "taskId");
            requireText("role", role);
            requireText("cli", cli);
        }

        @Override
        public String type() {
            return "create_terminal";
        }
    }

    /**
     * Opens a round of work: a session gets the text, with the commit contract.
     *
     * @param terminalId the terminal
     * @param instruction what it is told
     */
    record StartTerminal(TerminalId terminalId, String instruction) implements Instruction {
        public StartTerminal {
            Objects.requireNonNull(terminalId, "terminalId");
            requireText("instruction", instruction);
        }

        @Override
        public String type() {
            return "start_terminal";
        }
    }

    /**
     * Types a text into the terminal's session.
     *
     * @param terminalId the terminal
     * @param message the text
     */
    record SendToTerminal(TerminalId terminalId, String message) implements Instruction {
        public SendToTerminal {
            Objects.requireNonNull(terminalId, "terminalId");
            requireText("message", message);
        }

        @Override
        public String type() {
            return "send_to_terminal";
        }
    }

    /**
     * Ends the terminal's session.
     *
     * @param terminalId the terminal
     */
    record CloseTerminal(TerminalId terminalId) implements Instruction {
        @Override
        public String type() {
            return "close_terminal";
        }
    }

    /**
     * Opens a round of review on a terminal's work, at the task's reviewer.
     *
     * @param terminalId the terminal whose work is reviewed
     * @param commitHash the commit to look at, or null for the newest
     */
    record ReviewCode(TerminalId terminalId, @Nullable String commitHash) implements Instruction {
        @Override
        public String type() {
            return "review_code";
        }
    }

    /**
     * Opens a round of work with a list of issues.
     *
     * @param terminalId the terminal that is to fix them
     * @param issues what is to be changed; not empty
     */
    record FixIssues(TerminalId terminalId, List<ReviewIssue> issues) implements Instruction {
        public FixIssues {
            Objects.requireNonNull(terminalId, "terminalId");
            issues = List.copyOf(issues);
            if (issues.isEmpty()) {
                throw new IllegalArgumentException("fix_issues needs at least one issue");
            }
        }

        @Override
        public String type() {
            return "fix_issues";
        }
    }

    /**
     * Declares the task ready to merge.
     *
     * @param taskId the task
     * @param summary what was done, or null
     */
    record CompleteTask(TaskId taskId, @Nullable String summary) implements Instruction {
        @Override
        public String type() {
            return "complete_task";
        }
    }

    /**
     * Merges a task that is ready.
     *
     * @param taskId the task
     */
    record MergeBranch(TaskId taskId) implements Instruction {
        @Override
        public String type() {
            return "merge_branch";
        }
    }

    /**
     * Gives a task up. From the playbook, a host or a person only.
     *
     * @param taskId the task
     * @param reason why
     */
    record FailTask(TaskId taskId, String reason) implements Instruction {
        @Override
        public String type() {
            return "fail_task";
        }
    }

    /**
     * Ends a task that is no longer wanted. From the playbook, a host or a person only.
     *
     * @param taskId the task
     * @param reason why
     */
    record CancelTask(TaskId taskId, String reason) implements Instruction {
        @Override
        public String type() {
            return "cancel_task";
        }
    }

    /**
     * Pauses the workflow and asks a person.
     *
     * @param reason why
     */
    record PauseWorkflow(String reason) implements Instruction {
        public PauseWorkflow {
            requireText("reason", reason);
        }

        @Override
        public String type() {
            return "pause_workflow";
        }
    }

    /**
     * Ends the workflow.
     *
     * @param success true: completed; false: failed
     * @param reason why
     */
    record CompleteWorkflow(boolean success, String reason) implements Instruction {
        public CompleteWorkflow {
            requireText("reason", reason);
        }

        @Override
        public String type() {
            return "complete_workflow";
        }
    }

    /**
     * Ends the workflow because of an error.
     *
     * @param error what went wrong
     * @param severity how bad it is
     */
    record FailWorkflow(String error, ErrorSeverity severity) implements Instruction {
        public FailWorkflow {
            requireText("error", error);
            Objects.requireNonNull(severity, "severity");
        }

        @Override
        public String type() {
            return "fail_workflow";
        }
    }

    private static void requireText(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The field '" + field + "' must not be blank");
        }
    }
}
