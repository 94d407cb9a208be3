package io.gitcortex.integration.requests;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.testkit.git.MetadataBlocks;
import io.gitcortex.testkit.terminal.FakeTerminal;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real repository with a real journal, and agents without processes, each of which does what its command says. */
final class Office implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern INSTRUCTION = Pattern.compile("i-[0-9a-f]{32}");

    private final ScratchRepository repository;
    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(this::play);
    private final Map<TerminalId, AtomicInteger> sessions = new ConcurrentHashMap<>();
    private final MovableClock clock = new MovableClock();

    Office(Path directory) {
        this.repository = ScratchRepository.in(directory);
    }

    MovableClock clock() {
        return clock;
    }

    ScratchRepository repository() {
        return repository;
    }

    FakeTerminalTransport terminals() {
        return terminals;
    }

    /** Another process, as far as the journal can tell. */
    GitCortex open() {
        return builder().build();
    }

    GitCortexBuilder builder() {
        return GitCortex.builder()
                .repository(repository.directory())
                .terminals(terminals)
                .clock(clock)
                .environment(Map.of("PATH", System.getenv("PATH"), "HOME", System.getenv("HOME")));
    }

    /** The journal itself, for what only a stranger would do. */
    WorkflowStore journal() {
        return SqliteWorkflowStore.open(repository.directory().resolve(".git/gitcortex/gitcortex.db"), clock);
    }

    static WorkflowPlan plan(TaskPlan... tasks) {
        return WorkflowPlan.builder("office", "Work")
                .mode(DecisionMode.RULES)
                .tasks(List.of(tasks))
                .build();
    }

    /** A task with one coder, who "fails", "waits", "works", or "fails-twice" and works then. */
    static TaskPlan task(String id, String does) {
        TerminalPlan terminal = TerminalPlan.builder("coder")
                .id(TerminalId.of(id + "-coder"))
                .cli("shell")
                .command(List.of(does))
                .build();
        return TaskPlan.builder("Task " + id)
                .id(TaskId.of(id))
                .description("do " + id)
                .terminals(List.of(terminal))
                .build();
    }

    private void play(FakeTerminal terminal) {
        TerminalId id = TerminalId.of(terminal.environment().get("GITCORTEX_TERMINAL_ID"));
        int session = sessions.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
        String does = terminal.spec().command().get(0);
        boolean fails = does.equals("fails") || (does.equals("fails-twice") && session <= 2);
        if (fails) {
            terminal.exit(1);
        } else if (!does.equals("waits")) {
            work(terminal, id);
            terminal.exit(0);
        }
    }

    private static void work(FakeTerminal terminal, TerminalId id) {
        Path worktree = terminal.spec().workingDirectory();
        Map<String, String> environment = terminal.environment();
        TaskId task = TaskId.of(environment.get("GITCORTEX_TASK_ID"));
        Matcher instruction = INSTRUCTION.matcher(read(Path.of(environment.get("GITCORTEX_INSTRUCTION_FILE"))));
        if (!instruction.find()) {
            throw new AssertionError("The instruction has no id");
        }
        String message = MetadataBlocks.of(WorkflowId.of(environment.get("GITCORTEX_WORKFLOW_ID")), task, id)
                .answering(InstructionId.of(instruction.group()))
                .completed("Do " + task);
        commit(worktree, task + ".txt", message);
    }

    /** Commits a file that is new. */
    static void commit(Path worktree, String file, String message) {
        try {
            Files.writeString(worktree.resolve(file), "done\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitCalls git = GitCalls.in(worktree);
        git.run("add", file);
        git.run("-c", "user.name=Agent", "-c", "user.email=agent@example.invalid", "commit", "-q", "-m", message);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing moves but people. */
    static List<Question> awaitQuestions(WorkflowRun run) throws InterruptedException {
        WorkflowOutcome outcome = run.await(LIMIT);
        if (outcome instanceof WorkflowOutcome.NeedsAnswer needs) {
            return needs.questions();
        }
        throw new AssertionError("It waits for nobody: " + outcome);
    }

    static <E extends WorkflowEvent> List<E> events(GitCortex cortex, WorkflowId id, Class<E> type) {
        return cortex.events(id, 0, 10_000).stream()
                .map(JournalEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static void awaitEvent(GitCortex cortex, WorkflowId id, Class<? extends WorkflowEvent> type) {
        Eventually.isTrue(() -> !events(cortex, id, type).isEmpty());
    }

    @Override
    public void close() {
        terminals.close();
    }
}
