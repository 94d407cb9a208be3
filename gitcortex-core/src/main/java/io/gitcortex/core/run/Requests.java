package io.gitcortex.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import java.util.Map;
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

    /** Takes what other processes have left. */
    void takePending() {
        for (RequestRow row : store.pendingRequests(journal.state().id())) {
            take(row);
        }
    }

    private void take(RequestRow row) {
        Batch batch = new Batch().takenRequest(row.number());
        JsonNode details = parse(row);
        boolean taken = switch (row.kind()) {
            case PAUSE -> pause(details.path("reason").asText("somebody asked"), batch);
            case UNPAUSE -> unpause(batch);
            case CANCEL -> cancel(details.path("reason").asText("somebody asked"), batch);
            case ANSWER -> answer(details, batch);
            default -> false;
        };
        if (!taken) {
            log.info(
                    "Workflow {}: request {} ({}) changes nothing any more",
                    journal.state().id(),
                    row.number(),
                    row.kind());
            journal.append(batch);
        }
    }

    private static JsonNode parse(RequestRow row) {
        try {
            return JSON.readTree(row.json());
        } catch (JsonProcessingException e) {
            log.warn("Request {} cannot be read and is dropped", row.number());
            return JSON.createObjectNode();
        }
    }

    private boolean answer(JsonNode details, Batch batch) {
        String question = details.path("question").asText("");
        return !question.isBlank()
                && questions.answer(
                        QuestionId.of(question), details.path("answer").asText(""), batch);
    }

    boolean pause(String reason, Batch batch) {
        WorkflowState state = journal.state();
        if (state.status() != WorkflowStatus.RUNNING) {
            return false;
        }
        journal.append(batch.add(new WorkflowPaused(state.id(), reason)));
        return true;
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

    boolean unpause(Batch batch) {
        WorkflowState state = journal.state();
        if (state.status() != WorkflowStatus.PAUSED) {
            return false;
        }
        batch.add(new WorkflowUnpaused(state.id()));
        for (Question question : List.copyOf(state.openQuestions())) {
            if (question.scope() == null) {
                batch.add(new QuestionWithdrawn(state.id(), question.id(), "the workflow was un-paused"));
            }
        }
        journal.append(batch);
        return true;
    }

    boolean cancel(String reason, Batch batch) {
        WorkflowState state = journal.state();
        if (state.status().isFinal()) {
            return false;
        }
        journal.append(batch.add(new WorkflowCancelled(state.id(), reason)));
        return true;
    }

    boolean answer(QuestionId question, String text) {
        return questions.answer(question, text, new Batch());
    }
}
