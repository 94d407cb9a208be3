package io.gitcortex.integration.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.PendingRequest;
import io.gitcortex.core.RequestReceipt;
import io.gitcortex.core.RequestReceipt.Taker;
import io.gitcortex.core.RequestRefusedException;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.Instruction.PauseWorkflow;
import io.gitcortex.workflow.LifecycleEvent.RequestRefused;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One GitCortex runs a workflow; another one, on the same journal, asks it to do things. */
final class AskingTheOwnerTest {
    @TempDir
    private Path directory;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(directory);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void an_answer_from_elsewhere_is_taken_by_the_owner_and_counts_once() throws Exception {
        try (GitCortex owner = office.open();
                GitCortex other = office.open()) {
            WorkflowRun run = owner.start(Office.plan(Office.task("one", "fails")));
            Question asked = Office.awaitQuestions(run).get(0);
            assertThat(other.questions(run.id())).containsExactly(asked);

            RequestReceipt receipt = other.answer(asked.id(), " FAIL ");

            assertThat(receipt.taker()).isEqualTo(Taker.OWNER);
            assertThat(receipt.message())
                    .contains("Process " + ProcessHandle.current().pid())
                    .contains("within a second");
            Office.awaitEvent(other, run.id(), QuestionAnswered.class);
            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            for (GitCortex late : List.of(owner, other)) {
                assertThatExceptionOfType(RequestRefusedException.class)
                        .isThrownBy(() -> late.answer(asked.id(), "retry"))
                        .withMessageContaining(asked.id().value())
                        .withMessageContaining("answered once");
            }
            assertThat(other.questions(run.id())).isEmpty();
        }
    }

    @Test
    void who_runs_the_workflow_does_it_at_once() throws Exception {
        try (GitCortex owner = office.open()) {
            WorkflowRun run = owner.start(Office.plan(Office.task("one", "waits")));

            assertThat(owner.pause(run.id(), "lunch").taker()).isEqualTo(Taker.THIS_PROCESS);
            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.PAUSED);
            assertThat(owner.unpause(run.id()).taker()).isEqualTo(Taker.THIS_PROCESS);
            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.RUNNING);
            assertThat(owner.cancel(run.id(), "enough").message()).isEqualTo("Workflow " + run.id() + " is cancelled.");

            assertThat(run.await(Office.LIMIT)).isEqualTo(new WorkflowOutcome.Cancelled("enough"));
        }
    }

    @Test
    void pause_unpause_and_cancel_reach_the_owner_from_elsewhere() throws Exception {
        try (GitCortex owner = office.open();
                GitCortex other = office.open()) {
            WorkflowId id =
                    owner.start(Office.plan(Office.task("one", "waits"))).id();

            assertThat(other.pause(id, "lunch").taker()).isEqualTo(Taker.OWNER);
            awaitStatus(other, id, WorkflowStatus.PAUSED);
            assertThat(other.unpause(id).taker()).isEqualTo(Taker.OWNER);
            awaitStatus(other, id, WorkflowStatus.RUNNING);
            assertThat(other.cancel(id, "enough").taker()).isEqualTo(Taker.OWNER);
            awaitStatus(other, id, WorkflowStatus.CANCELLED);
        }
    }

    private static void awaitStatus(GitCortex cortex, WorkflowId id, WorkflowStatus status) {
        Eventually.isTrue(() -> cortex.workflow(id).orElseThrow().status() == status);
    }

    @Test
    void what_would_change_nothing_is_refused_in_a_sentence() throws Exception {
        try (GitCortex owner = office.open();
                GitCortex other = office.open()) {
            WorkflowRun run = owner.start(Office.plan(Office.task("one", "fails")));
            WorkflowId id = run.id();
            QuestionId question = Office.awaitQuestions(run).get(0).id();
            WorkflowId nowhere = WorkflowId.of("wf-nowhere");

            assertThatThrownBy(() -> other.answer(nowhere, "x"))
                    .hasMessageContaining("There is no workflow wf-nowhere");
            assertThatThrownBy(() -> other.questions(nowhere)).hasMessageContaining("There is no workflow wf-nowhere");
            assertThatThrownBy(() -> other.cancel(nowhere, "x"))
                    .hasMessageContaining("There is no workflow wf-nowhere");
            assertThatThrownBy(() -> other.answer(QuestionId.of("q-no"), "x"))
                    .hasMessageContaining("There is no question q-no");
            assertThatThrownBy(() -> other.answer(question, "  ")).hasMessageContaining("must not be blank");
            assertThatThrownBy(() -> other.unpause(id)).hasMessageContaining(id + " is running, not paused");
            owner.cancel(id, "enough");
            assertThatThrownBy(() -> other.pause(id, "x")).hasMessageContaining(id + " is cancelled already");
            assertThatThrownBy(() -> other.cancel(id, "x")).hasMessageContaining(id + " is cancelled already");
            assertThatThrownBy(() -> other.answer(question, "fail")).hasMessageContaining("it was withdrawn");
            assertThat(Office.events(other, id, RequestRefused.class)).isEmpty();
        }
    }

    @Test
    void a_workflow_stands_for_its_question_if_exactly_one_is_open() throws Exception {
        try (GitCortex owner = office.open();
                GitCortex other = office.open()) {
            WorkflowRun run = owner.start(Office.plan(Office.task("one", "fails"), Office.task("two", "fails")));
            List<Question> both = Office.awaitQuestions(run);
            assertThat(both).hasSize(2);

            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> other.answer(run.id(), "fail"))
                    .withMessageContaining(both.get(0).id() + ", " + both.get(1).id());
            owner.answer(both.get(1).id(), "fail");
            other.answer(run.id(), "fail");

            awaitStatus(other, run.id(), WorkflowStatus.FAILED);
            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> other.answer(run.id(), "fail"))
                    .withMessageContaining("no open question");
        }
    }

    @Test
    void of_two_answers_that_were_left_the_second_is_refused_in_the_journal() throws Exception {
        Question asked;
        WorkflowId id;
        try (GitCortex first = office.open()) {
            WorkflowRun run = first.start(Office.plan(Office.task("one", "fails")));
            asked = Office.awaitQuestions(run).get(0);
            id = run.id();
        }
        try (GitCortex other = office.open();
                WorkflowStore stranger = office.journal()) {
            other.answer(asked.id(), "fail");
            assertThatThrownBy(() -> other.answer(asked.id(), "retry"))
                    .hasMessageContaining("waits to be taken already");
            stranger.request(id, "answer", "{\"question\":\"" + asked.id() + "\",\"answer\":\"retry\"}");
            stranger.request(id, "dance", "{}");
            stranger.request(id, "answer", "garbage");
        }
        try (GitCortex second = office.open()) {
            WorkflowRun run = second.resume(id);

            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            assertThat(Office.events(second, id, QuestionAnswered.class))
                    .containsExactly(new QuestionAnswered(id, asked.id(), "fail", false));
            assertThat(Office.events(second, id, RequestRefused.class))
                    .extracting(RequestRefused::request)
                    .containsExactly("answer", "dance", "answer");
            assertThat(Office.events(second, id, RequestRefused.class).get(0).reason())
                    .contains(asked.id().value())
                    .contains("answered once");
        }
    }

    @Test
    void without_an_owner_an_answer_waits_for_the_next_resume_and_comes_before_the_deadline() throws Exception {
        Question asked;
        WorkflowId id;
        try (GitCortex first = office.open()) {
            WorkflowRun run = first.start(Office.plan(Office.task("one", "fails-twice")));
            asked = Office.awaitQuestions(run).get(0);
            id = run.id();
        }
        try (GitCortex other = office.open()) {
            RequestReceipt receipt = other.answer(id, "retry");
            assertThat(receipt.taker()).isEqualTo(Taker.NEXT_RESUME);
            assertThat(receipt.message())
                    .contains("No process runs workflow " + id)
                    .contains("resume");
        }
        office.clock().move(Duration.ofHours(25));
        try (GitCortex second = office.open()) {
            WorkflowRun run = second.resume(id);

            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            assertThat(Office.events(second, id, QuestionAnswered.class))
                    .containsExactly(new QuestionAnswered(id, asked.id(), "retry", false));
            assertThat(office.repository().git("show", "main:one.txt")).isEqualTo("done");
        }
    }

    @Test
    void an_answer_to_whether_to_go_on_is_taken_before_resuming_withdraws_the_question() throws Exception {
        WorkflowId id;
        try (GitCortex first = office.open()) {
            WorkflowRun run = first.start(Office.plan(Office.task("one", "fails"), Office.task("two", "fails")));
            Office.awaitQuestions(run);
            run.instruct(List.of(new PauseWorkflow("look at this")));
            Eventually.isTrue(() -> first.questions(run.id()).size() == 3);
            id = run.id();
        }
        try (GitCortex other = office.open()) {
            Question pause = other.questions(id).stream()
                    .filter(question -> question.scope() == null)
                    .findFirst()
                    .orElseThrow();
            other.answer(pause.id(), "fail");
        }
        try (GitCortex second = office.open()) {
            assertThat(second.resume(id).await(Office.LIMIT))
                    .isInstanceOfSatisfying(
                            WorkflowOutcome.Failed.class,
                            failed -> assertThat(failed.error()).contains("look at this"));
        }
    }

    @Test
    void a_wish_to_pause_that_is_older_than_resuming_does_not_keep_it_from_going_on() throws Exception {
        WorkflowId id;
        try (GitCortex first = office.open()) {
            WorkflowRun run = first.start(Office.plan(Office.task("one", "fails-twice")));
            Office.awaitQuestions(run);
            id = run.id();
        }
        try (GitCortex other = office.open()) {
            assertThat(other.pendingRequests(id)).isEmpty();
            assertThat(other.pause(id, "lunch").taker()).isEqualTo(Taker.NEXT_RESUME);
            other.answer(id, "retry");
            assertThat(other.pendingRequests(id))
                    .extracting(PendingRequest::kind, PendingRequest::question)
                    .containsExactly(
                            tuple("pause", null),
                            tuple("answer", other.questions(id).get(0).id()));
        }
        try (GitCortex second = office.open()) {
            assertThat(second.resume(id).await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            assertThat(second.pendingRequests(id)).isEmpty();
            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> second.pendingRequests(WorkflowId.of("wf-0")));
        }
    }

    @Test
    void a_run_that_lost_its_workflow_is_forgotten_and_says_who_has_it() throws Exception {
        try (GitCortex owner = office.open();
                WorkflowStore stranger = office.journal()) {
            WorkflowRun run = owner.start(Office.plan(Office.task("one", "waits")));
            Owner before = stranger.head(run.id()).orElseThrow().owner().orElseThrow();
            Owner thief = new Owner(before.host(), before.pid(), before.startedAt(), before.bootId(), "thief");
            stranger.takeOwnership(run.id(), thief, before);

            assertThatThrownBy(() -> run.pause("anything")).isInstanceOf(GitCortexException.class);

            assertThatExceptionOfType(WorkflowOwnedException.class)
                    .isThrownBy(() -> owner.resume(run.id()))
                    .satisfies(owned -> assertThat(owned.owner()).isEqualTo(thief));
            assertThat(owner.pause(run.id(), "asked").taker()).isEqualTo(Taker.OWNER);
        }
    }
}
