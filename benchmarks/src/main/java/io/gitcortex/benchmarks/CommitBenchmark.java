package io.gitcortex.benchmarks;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.BusMessage.EventRecorded;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.git.GitSandbox;
import io.gitcortex.testkit.git.MetadataBlocks;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.terminal.FakeTerminal;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * From the moment when an agent's report stands on its branch to the moment when the next instruction is decided and durable, with
 * a model that answers at once, real git and the SQLite store; then the same while 10,000 commits come in on the branch of
 * another workflow.
 *
 * <p>Arguments: reports for each figure (300), commits of the burst (10000). To see that memory is bounded, run it with a small
 * heap, such as {@code -Xmx96m}.
 */
public final class CommitBenchmark implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TaskId TASK = TaskId.of("one");
    private static final TerminalId CODER = TerminalId.of("one-coder");

    private final GitSandbox sandbox = GitSandbox.create();
    private final BlockingQueue<Agent> agents = new LinkedBlockingQueue<>();
    private final BlockingQueue<FakeTerminal> idle = new LinkedBlockingQueue<>();
    private final FakeTerminalTransport terminals;
    private final GitCortex cortex;
    private final Repository repository;

    /** An agent that has been given work. */
    private record Agent(FakeTerminal terminal, InstructionId instruction) {}

    private CommitBenchmark() throws IOException {
        sandbox.write("base.txt", "base\n").commit("Begin");
        terminals = FakeTerminalTransport.running(this::sitDown);
        cortex = GitCortex.builder()
                .repository(sandbox.directory())
                .terminals(terminals)
                .llm(model())
                .build();
        repository = new FileRepositoryBuilder()
                .setGitDir(sandbox.directory().resolve(".git").toFile())
                .build();
    }

    /**
     * Runs it.
     *
     * @param arguments see the class
     * @throws Exception if anything fails
     */
    public static void main(String[] arguments) throws Exception {
        int reports = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int burst = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        try (CommitBenchmark benchmark = new CommitBenchmark()) {
            WorkflowRun run = benchmark.cortex.start(benchmark.plan("reports", DecisionMode.MODEL, CODER));
            benchmark.reports("warm-up", run, reports);
            benchmark.reports("alone", run, reports);
            benchmark.beside(run, burst);
        }
    }

    /** Starts the task once, and then gives its terminal work again and again. */
    private static ScriptedLlmClient model() {
        AtomicBoolean started = new AtomicBoolean();
        String start = "[{\"type\":\"start_task\",\"task_id\":\"" + TASK + "\"}]";
        String again = "[{\"type\":\"start_terminal\",\"terminal_id\":\"" + CODER + "\",\"instruction\":\"Go on\"}]";
        return ScriptedLlmClient.answering(
                request -> new LlmResponse(started.getAndSet(true) ? again : start, TokenUsage.NONE, false));
    }

    private WorkflowPlan plan(String name, DecisionMode mode, TerminalId terminal) {
        TerminalPlan coder = TerminalPlan.builder("coder")
                .id(terminal)
                .cli("shell")
                .command(List.of("true"))
                .build();
        return WorkflowPlan.builder(name, "Work")
                .mode(mode)
                .tasks(List.of(TaskPlan.builder("Work")
                        .id(TASK)
                        .description("Work")
                        .terminals(List.of(coder))
                        .build()))
                .build();
    }

    private void sitDown(FakeTerminal terminal) {
        if (!CODER.value().equals(terminal.environment().get("GITCORTEX_TERMINAL_ID"))) {
            idle.add(terminal);
            return;
        }
        String prefix = "instruction_id: ";
        try {
            Path file = Path.of(terminal.environment().get("GITCORTEX_INSTRUCTION_FILE"));
            String id = Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
            agents.add(new Agent(terminal, InstructionId.of(id.substring(prefix.length()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reports(String name, WorkflowRun run, int count) throws Exception {
        try (Clocked clocked = new Clocked(run)) {
            for (int i = 0; i < count; i++) {
                clocked.report();
            }
            System.out.println(clocked.line(name));
        }
    }

    private void beside(WorkflowRun run, int commits) throws Exception {
        WorkflowRun other = cortex.start(plan("burst", DecisionMode.RULES, TerminalId.of("idle")));
        idle.take(); // Its branch is there.
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        try (Clocked clocked = new Clocked(run)) {
            long begin = System.nanoTime();
            fastImport(branch(other), commits);
            long after = 0;
            int seen = 0;
            while (seen < commits) {
                clocked.report();
                List<JournalEntry> page = cortex.events(other.id(), after, 5_000);
                seen += (int) page.stream()
                        .filter(entry -> entry.event() instanceof CommitEvent)
                        .count();
                after = page.isEmpty() ? after : page.get(page.size() - 1).sequence();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.println(clocked.line("beside a burst of " + commits));
            System.out.printf(
                    Locale.ROOT,
                    "%d commits read and durable in %.1f s, git's own time to make them included; peak heap %d MB%n",
                    commits,
                    seconds,
                    peakHeap() >> 20);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static String branch(WorkflowRun run) {
        return run.workflow().tasks().get(0).branch().orElseThrow();
    }

    private Agent next() throws InterruptedException, TimeoutException {
        Agent agent = agents.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (agent == null) {
            throw new TimeoutException("No agent was given work within " + PATIENCE);
        }
        return agent;
    }

    private void fastImport(String branch, int commits) throws IOException, InterruptedException {
        String ref = "refs/heads/" + branch;
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < commits; i++) {
            stream.append("commit ").append(ref).append("\ncommitter Agent <agent@example.invalid> ");
            stream.append(1_700_000_000L + i).append(" +0000\ndata 4\nstep\n");
            stream.append(i == 0 ? "from " + sandbox.hash(branch) + "\n" : "").append('\n');
        }
        Process process = new ProcessBuilder("git", "fast-import", "--quiet")
                .directory(sandbox.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(stream.toString().getBytes(StandardCharsets.US_ASCII));
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("git fast-import failed");
        }
    }

    /** Reports one piece of work after the other, and takes the time until the next decision is told. */
    private final class Clocked implements AutoCloseable {
        private final WorkflowRun run;
        private final BlockingQueue<Long> decided = new ArrayBlockingQueue<>(16);
        private final Latencies latencies = new Latencies();
        private final long begin = System.nanoTime();
        private final Duration cpu = cpuTime();
        private final Subscription subscription;

        Clocked(WorkflowRun run) {
            this.run = run;
            this.subscription = cortex.bus().subscribe(Topic.workflow(run.id()), this::hear);
        }

        private void hear(BusMessage message) {
            boolean model = message instanceof EventRecorded recorded
                    && recorded.entry().event() instanceof DecisionMade made
                    && made.source() == DecisionSource.MODEL;
            if (model && !decided.offer(System.nanoTime())) {
                throw new IllegalStateException("More decisions than reports");
            }
        }

        void report() throws Exception {
            Agent agent = next();
            decided.clear(); // The first of all is about the start.
            String message = MetadataBlocks.of(run.id(), TASK, CODER)
                    .answering(agent.instruction())
                    .completed("Done");
            String branch = branch(run);
            RefUpdate update = repository.updateRef("refs/heads/" + branch);
            update.setNewObjectId(commit(branch, message));
            long before = System.nanoTime();
            update.update();
            Long after = decided.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (after == null) {
                throw new TimeoutException("Nothing was decided within " + PATIENCE);
            }
            latencies.add(after - before);
            agent.terminal().exit(0);
        }

        private ObjectId commit(String branch, String message) throws IOException {
            ObjectId parent = repository.resolve("refs/heads/" + branch);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(repository.parseCommit(parent).getTree());
            commit.setParentId(parent);
            commit.setAuthor(new PersonIdent("Agent", "agent@example.invalid"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(message);
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId id = inserter.insert(commit);
                inserter.flush();
                return id;
            }
        }

        String line(String name) {
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            return Latencies.together(List.of(latencies))
                    .line(name, wall, cpuTime().minus(cpu));
        }

        @Override
        public void close() {
            subscription.close();
        }
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        cortex.close();
        terminals.close();
        repository.close();
        sandbox.close();
    }
}
