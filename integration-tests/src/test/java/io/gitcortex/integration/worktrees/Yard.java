package io.gitcortex.integration.worktrees;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.git.MetadataBlocks;
import io.gitcortex.testkit.terminal.FakeTerminal;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real repository with a real journal, and agents without processes: one that {@code works} commits and reports, one that
 * {@code stays} commits, leaves a file lying about and never reports.
 */
final class Yard implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern INSTRUCTION = Pattern.compile("i-[0-9a-f]{32}");
    private static final List<String> QUIET = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "commit.gpgSign=false",
            "user.name=Agent",
            "user.email=agent@example.invalid");

    private final ScratchRepository repository;
    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(this::play);
    private final Map<String, String> files;

    /** With more files that an agent commits besides its own. */
    Yard(Path directory, Map<String, String> files) {
        this.repository = ScratchRepository.in(directory);
        this.files = Map.copyOf(files);
    }

    ScratchRepository repository() {
        return repository;
    }

    GitCortex open() {
        return builder().build();
    }

    GitCortexBuilder builder() {
        return GitCortex.builder()
                .repository(repository.directory())
                .terminals(terminals)
                .environment(Map.of("PATH", System.getenv("PATH"), "HOME", System.getenv("HOME")));
    }

    static WorkflowPlan plan(TaskPlan... tasks) {
        return WorkflowPlan.builder("yard", "Work")
                .mode(DecisionMode.RULES)
                .tasks(List.of(tasks))
                .build();
    }

    static TaskPlan task(String id, String does, String... cleanup) {
        TerminalPlan terminal = TerminalPlan.builder("coder")
                .id(TerminalId.of(id + "-coder"))
                .cli("shell")
                .command(List.of(does))
                .build();
        return TaskPlan.builder("Task " + id)
                .id(TaskId.of(id))
                .description("do " + id)
                .cleanup(List.of(cleanup))
                .terminals(List.of(terminal))
                .build();
    }

    /** Runs a workflow to its end. */
    WorkflowId completed(TaskPlan... tasks) throws InterruptedException {
        try (GitCortex cortex = open()) {
            WorkflowRun run = cortex.start(plan(tasks));
            run.await(LIMIT);
            return run.id();
        }
    }

    private void play(FakeTerminal terminal) {
        Path worktree = terminal.spec().workingDirectory();
        Map<String, String> environment = terminal.environment();
        TaskId task = TaskId.of(environment.get("GITCORTEX_TASK_ID"));
        if (terminal.spec().command().get(0).equals("works")) {
            Matcher instruction = INSTRUCTION.matcher(read(Path.of(environment.get("GITCORTEX_INSTRUCTION_FILE"))));
            if (!instruction.find()) {
                throw new AssertionError("The instruction has no id");
            }
            commit(
                    worktree,
                    task + ".txt",
                    MetadataBlocks.of(
                                    WorkflowId.of(environment.get("GITCORTEX_WORKFLOW_ID")),
                                    task,
                                    TerminalId.of(environment.get("GITCORTEX_TERMINAL_ID")))
                            .answering(InstructionId.of(instruction.group()))
                            .completed("Do " + task));
            terminal.exit(0);
        } else {
            commit(worktree, task + ".txt", "Half of " + task);
            write(worktree.resolve("unfinished"), "the other half");
        }
    }

    private void commit(Path worktree, String file, String message) {
        write(worktree.resolve(file), "done\n");
        files.forEach((name, text) -> write(worktree.resolve(name), text));
        quietly(worktree, "add", "-A");
        quietly(worktree, "commit", "-q", "-m", message);
    }

    /** So that nothing a repository brings along runs. */
    static void quietly(Path where, String... arguments) {
        List<String> all = new ArrayList<>();
        QUIET.forEach(setting -> all.addAll(List.of("-c", setting)));
        for (String driver : List.of("clean", "smudge", "process")) {
            all.addAll(List.of("-c", "filter.evil." + driver + "="));
        }
        all.addAll(List.of(arguments));
        GitCalls.in(where).run(all.toArray(new String[0]));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        terminals.close();
    }
}
