package io.gitcortex.core.run;

import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TerminalId;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of branches and directories: {@code [a-z0-9-]}, 40 characters at most, whatever people call things. */
final class Names {
    private static final int MAX = 40;
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private Names() {}

    static String branch(WorkflowState state, TaskState task) {
        return "gitcortex/" + slug(state.id().value()) + "/" + taskName(state, task);
    }

    static String directory(WorkflowState state, TaskState task) {
        return slug(state.id().value()) + "-" + taskName(state, task);
    }

    /** Two hyphens, which no task's name holds, keep it apart from every task's. */
    static String directoryOutsideTheTasks(WorkflowState state, TerminalId terminal) {
        return slug(state.id().value()) + "--" + slug(terminal.value());
    }

    /** Two ids may be spelled alike once they are reduced: the later task gets its place as a suffix. */
    private static String taskName(WorkflowState state, TaskState task) {
        String name = slug(task.id().value());
        boolean taken = state.tasks().stream()
                .anyMatch(other -> other.seat().order() < task.seat().order()
                        && slug(other.id().value()).equals(name));
        return taken ? name + "-" + task.seat().order() : name;
    }

    static String slug(String id) {
        String plain = OTHER.matcher(id.toLowerCase(Locale.ROOT)).replaceAll("-");
        String trimmed = plain.replaceAll("^-+|-+$", "");
        String name = trimmed.isEmpty() ? "x" : trimmed;
        return name.length() > MAX ? name.substring(0, MAX).replaceAll("-+$", "") : name;
    }
}
