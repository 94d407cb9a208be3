package io.gitcortex.integration;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A repository with one commit on main, and scripted agents beside it: a coder, and a reviewer that knows what it wants. */
public final class ScratchRepository {
    private final Path directory;
    private final Path agents;

    private ScratchRepository(Path directory, Path agents) {
        this.directory = directory;
        this.agents = agents;
    }

    public static ScratchRepository in(Path parent) {
        try {
            Path directory = Files.createDirectories(parent.resolve("repository"));
            Path agents = Files.createDirectories(parent.resolve("agents"));
            for (String agent : List.of("busy.sh", "coder.sh", "gated.sh", "reviewer.sh", "round.sh")) {
                try (InputStream in = ScratchRepository.class.getResourceAsStream("/agents/" + agent)) {
                    Files.copy(in, agents.resolve(agent), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            ScratchRepository scratch = new ScratchRepository(directory, agents);
            scratch.git("init", "-q", "-b", "main");
            Files.writeString(directory.resolve("base.txt"), "base\n");
            scratch.git("add", "-A");
            scratch.git("-c", "user.name=Test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "Begin");
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** A task whose coder writes {@code <id>.txt}, and whose reviewer wants an exclamation mark in it. */
    public TaskPlan task(String id) {
        return TaskPlan.builder("Greeting " + id)
                .id(TaskId.of(id))
                .description("Write " + id + ".txt that says hello")
                .terminals(List.of(terminal("coder", id), terminal("reviewer", id)))
                .build();
    }

    /** A workflow of such tasks. */
    public WorkflowPlan plan(String... tasks) {
        return WorkflowPlan.builder("greetings", "Say hello")
                .tasks(List.of(tasks).stream().map(this::task).toList())
                .build();
    }

    /** A workflow file with one such task, and another that is worked on only when there is a file at the gate. */
    public Path gatedWorkflow(Path gate) throws IOException {
        return Files.writeString(agents.resolveSibling("workflow.yaml"), """
                name: greetings
                goal: Say hello
                mode: rules
                tasks:
                  - id: english
                    name: English greeting
                    description: Write english.txt that says hello
                    terminals:
                      - {id: english-coder, role: coder, cli: shell, command: [sh, "%1$s/coder.sh", english]}
                      - {id: english-reviewer, role: reviewer, cli: shell, command: [sh, "%1$s/reviewer.sh", english]}
                  - id: french
                    name: French greeting
                    description: Write french.txt that says hello
                    terminals:
                      - {id: french-coder, role: coder, cli: shell, command: [sh, "%1$s/gated.sh", french, "%2$s"]}
                """.formatted(agents, gate));
    }

    /** A workflow whose only agent waits until it is ended. */
    public WorkflowPlan waitingPlan() {
        TerminalPlan waiting = TerminalPlan.builder("coder")
                .cli("shell")
                .command(List.of("sh", "-c", "sleep 600"))
                .build();
        TaskPlan task = TaskPlan.builder("Wait").terminals(List.of(waiting)).build();
        return WorkflowPlan.builder("waiting", "Wait").tasks(List.of(task)).build();
    }

    private TerminalPlan terminal(String role, String task) {
        return TerminalPlan.builder(role)
                .id(TerminalId.of(task + "-" + role))
                .cli("shell")
                .command(List.of("sh", agents.resolve(role + ".sh").toString(), task))
                .build();
    }

    /** What git prints; fails with what it complains about. */
    public String git(String... arguments) {
        return GitCalls.in(directory).run(arguments);
    }
}
