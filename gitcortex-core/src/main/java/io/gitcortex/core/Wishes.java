package io.gitcortex.core;

import io.gitcortex.core.RequestReceipt.Taker;
import io.gitcortex.core.json.QuestionJson;
import io.gitcortex.core.run.Requests;
import io.gitcortex.core.run.SecretAnswers;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.Owner;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of workflows: done at once where this process runs them, else left for whoever does. What can be seen to be
 * in vain is refused in words; what only the owner can tell, it writes into the journal. Thread-safe.
 */
final class Wishes {
    private final WorkflowStore store;
    private final Ownership ownership;
    private final Runs runs;

    Wishes(Ownership ownership, Runs runs) {
        this.store = ownership.store();
        this.ownership = ownership;
        this.runs = runs;
    }

    /**
     * Something asked of a workflow.
     *
     * @param kind as its request row names it
     * @param details as its request row keeps them
     * @param direct how a loop of this process does it
     * @param done what it is when it is done, in a sentence
     */
    private record Wish(
            String kind,
            Map<String, String> details,
            Function<WorkflowLoop, CompletableFuture<Optional<String>>> direct,
            String done) {}

    boolean isRun(WorkflowId id) {
        workflow(id);
        return ownership.owner(id).filter(ownership::mayLive).isPresent();
    }

    List<Question> questions(WorkflowId id) {
        workflow(id);
        return store.questions(id).stream()
                .filter(row -> row.status() == QuestionStatus.OPEN)
                .map(row -> QuestionJson.read(row.json()))
                .toList();
    }

    List<PendingRequest> pending(WorkflowId id) {
        workflow(id);
        return store.pendingRequests(id).stream()
                .map(row -> new PendingRequest(row.kind(), question(row), row.requestedAt()))
                .toList();
    }

    /** Anybody may write a row; what it says is judged by whoever takes it. */
    private static @Nullable QuestionId question(RequestRow row) {
        try {
            return Requests.questionOf(row).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    RequestReceipt answer(QuestionId question, String text) throws InterruptedException {
        for (Workflow workflow : store.workflows()) {
            Optional<QuestionRow> row = store.questions(workflow.workflowId()).stream()
                    .filter(own -> own.questionId().equals(question))
                    .findFirst();
            if (row.isPresent()) {
                return answer(workflow.workflowId(), row.get(), text);
            }
        }
        throw new RequestRefusedException("There is no question " + question + " in this repository");
    }

    RequestReceipt answer(WorkflowId id, String text) throws InterruptedException {
        List<Question> open = questions(id);
        if (open.size() != 1) {
            String ids = open.stream().map(question -> question.id().value()).collect(Collectors.joining(", "));
            throw new RequestRefusedException(
                    open.isEmpty()
                            ? "Workflow " + id + " has no open question"
                            : "Workflow " + id + " has " + open.size() + " open questions: " + ids
                                    + ". Answer one of them, by its id");
        }
        return answer(open.get(0).id(), text);
    }

    private RequestReceipt answer(WorkflowId id, QuestionRow row, String text) throws InterruptedException {
        QuestionId question = row.questionId();
        String answer = text.strip();
        if (row.status() != QuestionStatus.OPEN) {
            throw new RequestRefusedException("Question " + question + " of workflow " + id
                    + (row.status() == QuestionStatus.ANSWERED
                            ? " has been answered already; a question is answered once"
                            : " is no longer of interest: it was withdrawn"));
        }
        if (answer.isEmpty()) {
            throw new RequestRefusedException("The answer to question " + question + " must not be blank");
        }
        // Before it is written down for whoever runs the workflow.
        Optional<String> secret = questions(id).stream()
                .filter(open -> open.id().equals(question))
                .flatMap(open -> SecretAnswers.refusal(open, answer).stream())
                .findFirst();
        if (secret.isPresent()) {
            throw new RequestRefusedException(secret.get());
        }
        if (store.pendingRequests(id).stream().anyMatch(request -> answers(request, question))) {
            throw new RequestRefusedException(
                    "An answer to question " + question + " waits to be taken already; a question is answered once");
        }
        return ask(
                id,
                new Wish(
                        Requests.ANSWER,
                        Map.of("question", question.value(), "answer", answer),
                        loop -> loop.answer(question, answer),
                        "Question " + question + " of workflow " + id + " is answered: " + answer + "."));
    }

    private static boolean answers(RequestRow request, QuestionId question) {
        return request.kind().equals(Requests.ANSWER)
                && Requests.questionOf(request).filter(question::equals).isPresent();
    }

    RequestReceipt pause(WorkflowId id, String reason) throws InterruptedException {
        requireStatus(id, WorkflowStatus.RUNNING);
        return ask(
                id,
                new Wish(
                        Requests.PAUSE,
                        Map.of("reason", reason),
                        loop -> loop.pause(reason),
                        "Workflow " + id + " is paused."));
    }

    RequestReceipt unpause(WorkflowId id) throws InterruptedException {
        requireStatus(id, WorkflowStatus.PAUSED);
        return ask(id, new Wish(Requests.UNPAUSE, Map.of(), WorkflowLoop::unpause, "Workflow " + id + " goes on."));
    }

    RequestReceipt cancel(WorkflowId id, String reason) throws InterruptedException {
        Workflow workflow = workflow(id);
        if (workflow.status().isFinal()) {
            throw new RequestRefusedException(isAlready(workflow));
        }
        return ask(
                id,
                new Wish(
                        Requests.CANCEL,
                        Map.of("reason", reason),
                        loop -> loop.cancel(reason),
                        "Workflow " + id + " is cancelled."));
    }

    private RequestReceipt ask(WorkflowId id, Wish wish) throws InterruptedException {
        Optional<WorkflowLoop> own = runs.find(id);
        if (own.isPresent()) {
            Optional<String> refusal = WorkflowRun.get(wish.direct().apply(own.get()));
            if (refusal.isPresent()) {
                throw new RequestRefusedException(refusal.get());
            }
            return new RequestReceipt(id, Taker.THIS_PROCESS, wish.done());
        }
        store.request(id, wish.kind(), Requests.details(wish.details()));
        return left(id, wish.kind(), ownership.owner(id));
    }

    private RequestReceipt left(WorkflowId id, String kind, Optional<Owner> owner) {
        if (owner.filter(ownership::mayLive).isEmpty()) {
            return new RequestReceipt(
                    id,
                    Taker.NEXT_RESUME,
                    "No process runs workflow " + id + ": the next to resume it takes this " + kind + " first.");
        }
        String process = "Process " + owner.get().pid() + " on host "
                + owner.get().host() + ", which owns workflow " + id + ", takes this " + kind + " within a second";
        return new RequestReceipt(
                id,
                Taker.OWNER,
                ownership.isOfThisHost(owner.get())
                        ? process + "."
                        : process + " if it lives; nobody here can say whether it does.");
    }

    private void requireStatus(WorkflowId id, WorkflowStatus expected) {
        Workflow workflow = workflow(id);
        if (workflow.status() != expected) {
            throw new RequestRefusedException(isAlready(workflow));
        }
    }

    private static String isAlready(Workflow workflow) {
        return "Workflow " + workflow.workflowId() + " is " + workflow.status().wireName()
                + (workflow.status() == WorkflowStatus.RUNNING ? ", not paused" : " already");
    }

    private Workflow workflow(WorkflowId id) {
        return store.workflow(id)
                .orElseThrow(() -> new RequestRefusedException("There is no workflow " + id + " in this repository"));
    }
}
