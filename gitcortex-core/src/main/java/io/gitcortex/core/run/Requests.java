package io.gitcortex.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.LifecycleEvent.RequestRefused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hosts and other processes ask of a workflow as a whole. Runs on the loop. */
public final class Requests {
    /** Asks the owner to take events and decide nothing. */
    public static final String PAUSE = "pause";

    /** Asks the owner to go on. */
    public static final String UNPAUSE = "unpause";

    /** Asks the owner to end the workflow. */
    public static final String CANCEL = "cancel";

    /** Brings the owner an answer. */
    public static final String ANSWER = "answer";

    private static final Logger log = LoggerFactory.getLogger(Requests.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;
    private final WorkflowStore store;
    private final Questions questions;

    Requests(Journal journal, WorkflowStore store, Questions questions) {
        this.journal = journal;
        this.store = store;
        this.questions = questions;
    }

    /** The details of a request, as they are kept in its row. */
    public static String details(Map<String, String> details) {
        return JSON.valueToTree(details).toString();
    }

    /** The question that a request answers; empty where it answers none. */
    public static Optional<QuestionId> questionOf(RequestRow row) {
        String question = parse(row).path("question").asText("");
        return question.isBlank() ? Optional.empty() : Optional.of(QuestionId.of(question));
    }

    /** Takes what other processes have left, in the order in which they left it. */
    void takePending() {
        for (RequestRow row : store.pendingRequests(journal.state().id())) {
            take(row);
        }
    }

    /** A row that is never marked as taken would be met again at every look: whatever it holds, it is dealt with. */
    private void take(RequestRow row) {
        Optional<String> refusal;
        try {
            refusal = carryOut(row, new Batch().takenRequest(row.number()));
        } catch (IllegalArgumentException e) {
            refusal = Optional.of("It cannot be understood: " + e.getMessage());
        }
        if (refusal.isPresent()) {
            WorkflowState state = journal.state();
            log.info("Workflow {}: request {} ({}) changes nothing", state.id(), row.number(), row.kind());
            journal.append(new Batch()
                    .takenRequest(row.number())
                    .add(new RequestRefused(state.id(), row.kind(), refusal.get())));
        }
    }

    /** Does what is asked for and marks it as taken, in one transaction; a sentence if nothing was done. */
    private Optional<String> carryOut(RequestRow row, Batch batch) {
        JsonNode details = parse(row);
        String reason = details.path("reason").asText("somebody asked");
        return switch (row.kind()) {
            case PAUSE -> pause(reason, batch);
            case UNPAUSE -> unpause(batch);
            case CANCEL -> cancel(reason, batch);
            case ANSWER -> answer(details, batch);
            default -> Optional.of("This version of GitCortex does not know requests of this kind");
        };
    }

    private static JsonNode parse(RequestRow row) {
        try {
            return JSON.readTree(row.json());
        } catch (JsonProcessingException e) {
            log.warn("The details of request {} cannot be read", row.number());
            return JSON.createObjectNode();
        }
    }

    private Optional<String> answer(JsonNode details, Batch batch) {
        String question = details.path("question").asText("");
        return question.isBlank()
                ? Optional.of("It names no question")
                : questions.answer(
                        QuestionId.of(question), details.path("answer").asText(""), batch);
    }

    /** Pauses; a sentence if that changes nothing, as from the others here. */
    Optional<String> pause(String reason, Batch batch) {
        WorkflowState state = journal.state();
        if (state.status() != WorkflowStatus.RUNNING) {
            return Optional.of(isAlready(state));
        }
        journal.append(batch.add(new WorkflowPaused(state.id(), reason)));
        return Optional.empty();
    }

    /** Pauses, and asks a person whether to go on. Nothing happens to a workflow that is not running. */
    void pauseAndAsk(String reason) {
        WorkflowState state = journal.state();
        if (state.status() == WorkflowStatus.RUNNING) {
            journal.append(Batch.of(
                    new WorkflowPaused(state.id(), reason),
                    new QuestionAsked(state.id(), questions.aboutPause(reason))));
        }
    }

    Optional<String> unpause(Batch batch) {
        WorkflowState state = journal.state();
        if (state.status() != WorkflowStatus.PAUSED) {
            return Optional.of(isAlready(state));
        }
        questions.unpause(null, batch);
        journal.append(batch);
        return Optional.empty();
    }

    Optional<String> cancel(String reason, Batch batch) {
        WorkflowState state = journal.state();
        if (state.status().isFinal()) {
            return Optional.of(isAlready(state));
        }
        journal.append(batch.add(new WorkflowCancelled(state.id(), reason)));
        return Optional.empty();
    }

    private static String isAlready(WorkflowState state) {
        return "Workflow " + state.id() + " is " + state.status().wireName() + " already";
    }

    Optional<String> answer(QuestionId question, String text) {
        return questions.answer(question, text, new Batch());
    }
}
