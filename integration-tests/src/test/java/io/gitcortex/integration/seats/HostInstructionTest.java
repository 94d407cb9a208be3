package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.PauseWorkflow;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host may have done, instruction by instruction. */
final class HostInstructionTest {
    private static final TaskId DOCS = TaskId.of("docs");
    private static final TerminalId CODER = TerminalId.of("one-coder");
    private static final TerminalId FIXER = TerminalId.of("one-fixer");

    @TempDir
    private Path directory;

    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
    private GitCortex cortex;
    private WorkflowRun run;
    private Seats seats;
    private SessionId coder;

    @BeforeEach
    void start() throws Exception {
        cortex = GitCortex.builder()
                .repository(ScratchRepository.in(directory).directory())
                .terminals(terminals)
                .build();
        run = cortex.start(Seats.plan("true", "coder", "fixer"));
        seats = Seats.of(cortex, run);
        coder = seats.awaitSession("one-coder");
    }

    @AfterEach
    void close() {
        cortex.close();
        terminals.close();
    }

    private static CreateTask createTask(String name, String id) {
        return new CreateTask(name, null, List.of(), id == null ? null : TaskId.of(id));
    }

    private static CreateTerminal createTerminal(String role, Integer order, String id) {
        return new CreateTerminal(DOCS, role, "shell", "sonnet", order, id == null ? null : TerminalId.of(id));
    }

    @Test
    void a_created_task_keeps_the_id_that_it_is_given_and_the_id_is_given_once() throws Exception {
        assertThat(run.instruct(List.of(createTask("Write the docs", "docs")))).isEmpty();
        seats.awaitEvent(TaskCreated.class);

        assertThat(run.instruct(List.of(createTask("More docs", "docs"))))
                .singleElement()
                .asString()
                .contains("There is a task docs already");
        assertThat(run.instruct(List.of(createTask("A", "twice"), createTask("B", "twice"))))
                .singleElement()
                .asString()
                .contains("takes the same id");
        assertThat(run.instruct(List.of(createTask("C", "x'; rm -rf ~; '"))))
                .singleElement()
                .asString()
                .contains("must be of a-z, 0-9 and '-'");
    }

    @Test
    void a_task_without_a_given_id_gets_a_plain_one() throws Exception {
        run.instruct(List.of(createTask("Überall: die Doku!", null), createTask("Überall: die Doku!", null)));

        Awaitility.await("two tasks")
                .atMost(Seats.LIMIT)
                .until(() -> seats.events(TaskCreated.class).size() == 2);
        assertThat(seats.events(TaskCreated.class))
                .extracting(created -> created.taskId().value())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    @Test
    void a_created_terminal_takes_its_place_and_keeps_its_model() throws Exception {
        assertThat(run.instruct(List.of(
                        createTask("Docs", "docs"),
                        createTerminal("writer", null, "last"),
                        createTerminal("planner", 0, "first"),
                        createTerminal("editor", 1, null))))
                .isEmpty();

        Awaitility.await("three terminals")
                .atMost(Seats.LIMIT)
                .until(() -> seats.events(TerminalCreated.class).size() == 3);
        WorkflowTask docs = cortex.workflow(run.id()).orElseThrow().tasks().get(1);
        assertThat(docs.terminals())
                .extracting(terminal -> terminal.terminalId().value())
                .containsExactly("first", "docs-editor", "last");
        assertThat(docs.terminals()).extracting(WorkflowTerminal::orderIndex).containsExactly(0, 1, 2);
        assertThat(docs.terminals())
                .allSatisfy(terminal -> assertThat(terminal.model()).contains("sonnet"));
    }

    @Test
    void what_is_created_can_be_started_at_once_and_a_seat_without_a_command_says_what_it_lacks() throws Exception {
        assertThat(run.instruct(List.of(
                        createTask("Docs", "docs"),
                        createTerminal("writer", null, "writer"),
                        new StartTask(DOCS, "Write it, briefly"))))
                .isEmpty();

        assertThat(seats.awaitEvent(RoundFailed.class).reason())
                .contains("Terminal writer has no command; the dialect 'shell' needs one in the plan");
        assertThat(instructionOf("writer")).contains("Write it, briefly");
    }

    private String instructionOf(String terminal) throws Exception {
        return Files.readString(directory
                .resolve("repository/.git/gitcortex/instructions")
                .resolve(run.id().value())
                .resolve(terminal + ".md"));
    }

    @Test
    void one_bad_instruction_does_not_drop_the_others() throws Exception {
        assertThat(run.instruct(List.of(
                        new StartTask(TaskId.of("nothing"), null),
                        new CompleteTask(TaskId.of("one"), null),
                        new MergeBranch(TaskId.of("one")),
                        new SendToTerminal(CODER, "hello"))))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("Task nothing not found"),
                        second -> assertThat(second).contains("Terminal one-coder of task one is still at work"),
                        third -> assertThat(third).contains("give complete_task before merge_branch"));

        Awaitility.await("typed")
                .atMost(Seats.LIMIT)
                .until(() -> new String(terminals.terminal(coder).typed(), StandardCharsets.UTF_8).equals("hello\n"));
    }

    @Test
    void a_seat_waits_for_the_worktree_and_the_one_that_holds_it_can_be_closed_meanwhile() throws Exception {
        assertThat(run.instruct(List.of(new StartTerminal(FIXER, "Mend it")))).isEmpty();
        assertThat(run.instruct(List.of(new SendToTerminal(CODER, "hurry")))).isEmpty();
        Awaitility.await("told, though something for its task waits")
                .atMost(Seats.LIMIT)
                .until(() -> terminals.terminal(coder).typed().length > 0);
        assertThat(seats.events(SessionOpening.class))
                .noneMatch(opening -> opening.terminalId().equals(FIXER));

        assertThat(run.instruct(List.of(new CloseTerminal(CODER)))).isEmpty();

        seats.awaitSession("one-fixer");
        assertThat(seats.events(SessionEnded.class))
                .anyMatch(ended -> ended.terminalId().equals(CODER));
        assertThat(terminals.terminal(coder).hasExited()).isTrue();
        assertThat(instructionOf("one-fixer")).contains("Mend it");
    }

    @Test
    void a_pause_asks_a_person_and_what_is_given_meanwhile_waits() throws Exception {
        run.instruct(List.of(new PauseWorkflow("a look at it")));
        assertThat(seats.awaitEvent(QuestionAsked.class).question().text()).contains("a look at it");
        assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.PAUSED);

        assertThat(run.instruct(List.of(new SendToTerminal(CODER, "hello")))).isEmpty();
        assertThat(terminals.terminal(coder).typed()).isEmpty();

        run.unpause();
        Awaitility.await("typed")
                .atMost(Seats.LIMIT)
                .until(() -> terminals.terminal(coder).typed().length > 0);
    }

    @Test
    void what_stands_behind_a_pause_waits_for_its_end() throws Exception {
        run.instruct(List.of(new PauseWorkflow("look at this"), new SendToTerminal(CODER, "go on")));
        Awaitility.await().atMost(Seats.LIMIT).until(() -> run.workflow().status() == WorkflowStatus.PAUSED);
        assertThat(run.pause("is a step of its own: the one before it is over")).isFalse();
        assertThat(seats.events(InstructionDone.class))
                .extracting(InstructionDone::instruction)
                .doesNotContain(seats.events(DecisionMade.class)
                        .get(1)
                        .instructions()
                        .get(1)
                        .number());
        assertThat(new String(terminals.terminal(coder).typed(), StandardCharsets.UTF_8))
                .isEmpty();

        assertThat(run.unpause()).isTrue();

        Awaitility.await()
                .atMost(Seats.LIMIT)
                .until(() -> new String(terminals.terminal(coder).typed(), StandardCharsets.UTF_8).equals("go on\n"));
    }
}
