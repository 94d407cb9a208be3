package io.gitcortex.examples.runner.demo;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.util.List;

/** What the demo asks for: two greetings, written side by side, each looked at by a reviewer. */
public final class DemoPlan {
    /** What the coder is asked for lacks what the reviewer insists on. */
    private static final String ENGLISH = """
            Write a greeting in English, and nothing else.

            File: greetings/english.txt
            Line 1: English
            Line 2: Hello, world""";

    private static final String FRENCH = """
            Write a greeting in French, and nothing else.

            File: greetings/french.txt
            Line 1: French
            Line 2: Bonjour, le monde!""";

    private DemoPlan() {}

    /** The plan, with the agents of this directory. */
    public static WorkflowPlan with(Path agents) {
        return WorkflowPlan.builder("greetings", "Say hello in two languages")
                .mode(DecisionMode.RULES)
                .baseDirectory(agents)
                .tasks(List.of(task("english", "English greeting", ENGLISH), task("french", "French greeting", FRENCH)))
                .build();
    }

    private static TaskPlan task(String id, String name, String description) {
        return TaskPlan.builder(name)
                .id(TaskId.of(id))
                .description(description)
                .terminals(List.of(seat(id, "coder"), seat(id, "reviewer")))
                .build();
    }

    private static TerminalPlan seat(String task, String role) {
        return TerminalPlan.builder(role)
                .id(TerminalId.of(task + "-" + role))
                .cli("shell")
                .command(List.of("sh", role + ".sh"))
                .build();
    }
}
