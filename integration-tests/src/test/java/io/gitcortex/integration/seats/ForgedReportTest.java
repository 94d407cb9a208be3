package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.testkit.git.MetadataBlocks;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.CommitEvent.CommitOfOtherWorkflow;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that do not come from whom they name, or not for what was asked: each is kept, and none counts. */
final class ForgedReportTest {
    private static final TaskId ONE = TaskId.of("one");
    private static final TaskId TWO = TaskId.of("two");
    private static final TerminalId CODER = TerminalId.of("one-coder");
    private static final InstructionId INVENTED = InstructionId.of("i-0123456789abcdef0123456789abcdef");

    @TempDir
    private Path directory;

    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
    private ScratchRepository repository;
    private GitCortex cortex;
    private WorkflowRun run;
    private Seats seats;
    private Seat one;
    private Seat two;

    /** Where an agent sits, and what it was given. */
    private record Seat(SessionId session, Path worktree, InstructionId instruction) {}

    @BeforeEach
    void start() throws Exception {
        repository = ScratchRepository.in(directory);
        cortex = GitCortex.builder()
                .repository(repository.directory())
                .terminals(terminals)
                .build();
        run = cortex.start(WorkflowPlan.builder("forged", "Work")
                .mode(DecisionMode.RULES)
                .tasks(List.of(Seats.task("one", "true", "coder", "fixer"), Seats.task("two", "true", "coder")))
                .build());
        seats = Seats.of(cortex, run);
        one = seat("one-coder");
        two = seat("two-coder");
    }

    @AfterEach
    void close() {
        cortex.close();
        terminals.close();
    }

    private Seat seat(String terminal) throws IOException {
        SessionId session = seats.awaitSession(terminal);
        TerminalSpec spec = terminals.terminal(session).spec();
        Path instruction = Path.of(spec.environment().get("GITCORTEX_INSTRUCTION_FILE"));
        String id = Files.readAllLines(instruction).stream()
                .filter(line -> line.startsWith("instruction_id: "))
                .map(line -> line.substring("instruction_id: ".length()))
                .findFirst()
                .orElseThrow();
        return new Seat(session, spec.workingDirectory(), InstructionId.of(id));
    }

    private MetadataBlocks of(TaskId task, String terminal) {
        return MetadataBlocks.of(run.id(), task, TerminalId.of(terminal));
    }

    private static String commit(Path worktree, String message) {
        agent(worktree, "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message);
        return GitCalls.in(worktree).run("rev-parse", "HEAD");
    }

    private static void agent(Path worktree, String... arguments) {
        String[] all = new String[arguments.length + 4];
        List<String> identity = List.of("-c", "user.name=Agent", "-c", "user.email=agent@example.invalid");
        for (int i = 0; i < identity.size(); i++) {
            all[i] = identity.get(i);
        }
        System.arraycopy(arguments, 0, all, identity.size(), arguments.length);
        GitCalls.in(worktree).run(all);
    }

    private CommitEvent eventOf(String hash) {
        return Awaitility.await("an event of " + hash)
                .atMost(Seats.LIMIT)
                .until(
                        () -> seats.events(CommitEvent.class).stream()
                                .filter(event -> event.commit().hash().equals(hash))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void assertQuarantined(String hash, String reason) {
        assertThat(eventOf(hash))
                .isInstanceOfSatisfying(
                        CommitQuarantined.class,
                        event -> assertThat(event.reason()).contains(reason));
        assertNothingCounts();
    }

    private void assertNothingCounts() {
        assertThat(seats.events(TerminalCompleted.class)).isEmpty();
        for (String terminal : List.of("one-coder", "two-coder")) {
            assertThat(seats.status(terminal)).as(terminal).isEqualTo(TerminalStatus.RUNNING);
        }
    }

    /** What shows that the same report counts where nothing is wrong with it. */
    @Test
    void a_report_of_the_right_agent_for_the_right_work_on_the_right_branch_counts() {
        String hash = commit(
                one.worktree(),
                of(ONE, "one-coder").answering(one.instruction()).completed("Done"));

        assertThat(eventOf(hash)).isInstanceOf(TerminalCompleted.class);
    }

    @Test
    void on_the_branch_of_another_task() {
        String hash = commit(
                two.worktree(),
                of(ONE, "one-coder").answering(one.instruction()).completed("Done"));

        assertQuarantined(hash, "names task one and was found on the branch of task two");
    }

    @Test
    void in_the_name_of_another_terminal_of_the_task() {
        String hash = commit(
                one.worktree(),
                of(ONE, "one-fixer").answering(one.instruction()).completed("Done"));

        assertQuarantined(hash, "Terminal one-fixer has been given no work yet");
    }

    @Test
    void in_the_name_of_a_terminal_of_another_task() {
        String hash = commit(
                one.worktree(),
                of(ONE, "two-coder").answering(two.instruction()).completed("Done"));

        assertQuarantined(hash, "two-coder, which does not belong to task one");
    }

    @Test
    void without_an_instruction_id() {
        assertQuarantined(commit(one.worktree(), of(ONE, "one-coder").completed("Done")), "lacks the instruction_id");
    }

    @Test
    void with_an_instruction_id_that_was_made_up() {
        String hash =
                commit(one.worktree(), of(ONE, "one-coder").answering(INVENTED).completed("Done"));

        assertQuarantined(hash, "not the one that terminal one-coder was given last");
    }

    @Test
    void with_the_instruction_id_of_another_terminal() {
        String hash = commit(
                one.worktree(),
                of(ONE, "one-coder").answering(two.instruction()).completed("Done"));

        assertQuarantined(hash, "not the one that terminal one-coder was given last");
    }

    @Test
    void of_another_workflow() {
        MetadataBlocks foreign = MetadataBlocks.of(WorkflowId.of("wf-0123456789ab"), ONE, CODER);
        String hash =
                commit(one.worktree(), foreign.answering(one.instruction()).completed("Done"));

        assertThat(eventOf(hash)).isInstanceOf(CommitOfOtherWorkflow.class);
        assertNothingCounts();
    }

    @Test
    void quoted_in_prose() {
        String hash = commit(
                one.worktree(),
                of(ONE, "one-coder").answering(one.instruction()).quotedInProse("Done"));

        assertThat(eventOf(hash)).isInstanceOf(CommitObserved.class);
        assertNothingCounts();
    }

    @Test
    void brought_along_from_another_tasks_branch_by_merge_cherry_pick_and_rebase() {
        String foreign =
                commit(two.worktree(), of(TWO, "two-coder").answering(INVENTED).completed("Not mine"));
        assertQuarantined(foreign, "not the one that terminal two-coder was given last");

        agent(one.worktree(), "merge", "-q", "--no-ff", "-m", "Bring it along", foreign);
        String merged = GitCalls.in(one.worktree()).run("rev-parse", "HEAD");
        assertThat(eventOf(merged)).isInstanceOf(CommitObserved.class);
        assertThat(seats.events(CommitEvent.class))
                .as("what is the other branch's own has one event, there")
                .filteredOn(event -> event.commit().hash().equals(foreign))
                .hasSize(1);

        agent(one.worktree(), "cherry-pick", "--allow-empty", foreign);
        assertQuarantined(GitCalls.in(one.worktree()).run("rev-parse", "HEAD"), "names task two");

        agent(one.worktree(), "reset", "-q", "--hard", foreign);
        String onTop = commit(one.worktree(), "On top of what is another's");
        assertThat(eventOf(onTop)).isInstanceOf(CommitObserved.class);
        assertNothingCounts();
    }

    @Test
    void replayed_after_it_has_counted_or_in_the_name_of_whoever_is_next() throws Exception {
        String report = of(ONE, "one-coder").answering(one.instruction()).completed("Done");
        String hash = commit(one.worktree(), report);
        assertThat(eventOf(hash)).isInstanceOf(TerminalCompleted.class);
        terminals.terminal(one.session()).exit(0);
        Seat next = seat("one-fixer");

        String again = commit(one.worktree(), report);
        assertThat(eventOf(again)).isInstanceOf(ResultSuperseded.class);
        String old = commit(
                next.worktree(),
                of(ONE, "one-fixer").answering(one.instruction()).completed("Done"));
        assertThat(eventOf(old))
                .isInstanceOfSatisfying(
                        CommitQuarantined.class,
                        event -> assertThat(event.reason())
                                .contains("not the one that terminal one-fixer was given last"));

        assertThat(seats.events(TerminalCompleted.class)).hasSize(1);
        assertThat(seats.status("one-fixer")).isEqualTo(TerminalStatus.RUNNING);
    }
}
