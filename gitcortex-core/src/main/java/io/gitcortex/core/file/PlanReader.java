package io.gitcortex.core.file;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.Login;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a plan from the text of a workflow file, and finds everything that is wrong with it. Not thread-safe. */
public final class PlanReader {
    /** More than any plan has; the limit of a commit message, too. */
    public static final int MAX_BYTES = 1 << 20;

    /** The role, and the id, of the seat outside the tasks. */
    static final String ERROR_SEAT = "error";

    private static final String STAND_IN = "unnamed";

    private final Problems problems = new Problems();

    private PlanReader() {}

    /**
     * The plan that {@code text} spells, completed and checked.
     *
     * @param text YAML or JSON
     * @param baseDirectory what relative file names are looked up in, absolute
     * @param knownClis the dialects that there are
     */
    public static CheckedPlan read(String text, Path baseDirectory, Set<String> knownClis) {
        return new PlanReader().checked(text, baseDirectory, knownClis);
    }

    private CheckedPlan checked(String text, Path baseDirectory, Set<String> knownClis) {
        FileNode root = isReadable(text) ? TreeReader.read(withoutMark(text), problems) : null;
        Section section = root == null ? null : Section.of(root, "", FileKeys.WORKFLOW, problems);
        if (section == null) {
            return new CheckedPlan(null, problems.inOrder());
        }
        WorkflowPlan plan =
                workflow(section).toBuilder().baseDirectory(baseDirectory).build();
        return PlanCompletion.complete(plan, knownClis, problems);
    }

    private boolean isReadable(String text) {
        if (text.length() > MAX_BYTES) {
            problems.addAt("", 0, "there are more than " + MAX_BYTES + " characters");
            return false;
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            line += character == '\n' ? 1 : 0;
            if (Character.isISOControl(character) && "\t\r\n\u0085".indexOf(character) < 0) {
                problems.addAt("", line, String.format("the control character U+%04X is not allowed", (int) character));
                return false;
            }
        }
        return true;
    }

    /** Some editors put a byte order mark first. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private WorkflowPlan workflow(Section section) {
        WorkflowPlan.Builder builder = WorkflowPlan.builder(section.requiredText("name"), section.requiredText("goal"));
        FileNode errorTerminal = section.value("errorTerminal");
        if (errorTerminal != null) {
            builder.errorTerminal(errorTerminal(errorTerminal, section.at("errorTerminal")));
        }
        return builder.base(section.text("base"))
                .cli(section.text("cli"))
                .mode(section.constant("mode", DecisionMode.class))
                .sign(section.flag("sign"))
                .limits(limits(section))
                .verify(section.texts("verify", "[mvn, -q, test]"))
                .tasks(section.each("tasks", "a list of tasks", this::task))
                .build();
    }

    private WorkflowLimits limits(Section workflow) {
        FileNode node = workflow.value("limits");
        Section section = node == null ? null : Section.of(node, workflow.at("limits"), FileKeys.LIMITS, problems);
        if (section == null) {
            return WorkflowLimits.OPEN;
        }
        return new WorkflowLimits(
                section.count("parallelTasks"),
                section.count("reviewRounds"),
                section.duration("stallTimeout"),
                section.duration("verifyTimeout"));
    }

    private TaskPlan task(FileNode node, String path) {
        Section section = Section.of(node, path, FileKeys.TASK, problems);
        if (section == null) {
            return TaskPlan.builder(STAND_IN).build();
        }
        String description = section.anyText("description");
        return TaskPlan.builder(section.requiredText("name"))
                .id(section.parsed("id", TaskId::of))
                .description(description == null ? "" : description)
                .dependsOn(dependencies(section))
                .setup(section.texts("setup", "[npm, ci]"))
                .cleanup(section.texts("cleanup", "[docker, compose, down]"))
                .terminals(section.each("terminals", "a list of terminals", this::terminal))
                .build();
    }

    private List<TaskId> dependencies(Section task) {
        List<TaskId> ids = new ArrayList<>();
        for (String text : task.texts("dependsOn", "[first-task]")) {
            String path = task.at("dependsOn") + "[" + ids.size() + "]";
            ids.add(dependency(text, path));
        }
        return ids;
    }

    private TaskId dependency(String text, String path) {
        try {
            return TaskId.of(text);
        } catch (IllegalArgumentException e) {
            problems.add(path, "'dependsOn' is not valid: " + e.getMessage());
            problems.settle(path);
            return TaskId.of(STAND_IN);
        }
    }

    private TerminalPlan terminal(FileNode node, String path) {
        Section section = Section.of(node, path, FileKeys.TERMINAL, problems);
        return section == null
                ? TerminalPlan.builder(STAND_IN).build()
                : terminal(section, section.requiredText("role"));
    }

    private @Nullable TerminalPlan errorTerminal(FileNode node, String path) {
        Section section = Section.of(node, path, FileKeys.TERMINAL, problems);
        if (section == null) {
            return null;
        }
        String role = section.text("role");
        return terminal(section, role == null ? ERROR_SEAT : role);
    }

    private static TerminalPlan terminal(Section section, String role) {
        Login login = section.constant("login", Login.class);
        return TerminalPlan.builder(role)
                .id(section.parsed("id", TerminalId::of))
                .cli(section.text("cli"))
                .model(section.text("model"))
                .command(section.texts("command", "[sh, agent.sh]"))
                .passEnv(section.texts("passEnv", "[MY_TOKEN]"))
                .login(login == null ? Login.USER : login)
                .build();
    }
}
