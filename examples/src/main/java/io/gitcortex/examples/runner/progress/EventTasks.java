package io.gitcortex.examples.runner.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.WorkflowEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which task each event is about; events come in order. Not thread-safe. */
final class EventTasks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cast cast;
    private final Map<Long, TaskId> instructions = new HashMap<>();
    private final Map<QuestionId, TaskId> questions = new HashMap<>();

    EventTasks(Cast cast) {
        this.cast = cast;
    }

    /** The task; empty where an event is about the workflow as a whole. */
    Optional<TaskId> of(WorkflowEvent event) {
        if (event instanceof TaskEvent task) {
            return Optional.of(task.taskId());
        }
        if (event instanceof TerminalEvent terminal) {
            return cast.task(terminal.terminalId());
        }
        return event instanceof QuestionEvent question ? ofQuestion(question) : ofDecision(event);
    }

    private Optional<TaskId> ofQuestion(QuestionEvent event) {
        if (event instanceof QuestionAsked asked) {
            TaskId scope = asked.question().scope();
            if (scope != null) {
                questions.put(asked.question().id(), scope);
            }
            return Optional.ofNullable(scope);
        }
        QuestionId id = event instanceof QuestionAnswered answered
                ? answered.questionId()
                : ((QuestionWithdrawn) event).questionId();
        return Optional.ofNullable(questions.get(id));
    }

    private Optional<TaskId> ofDecision(WorkflowEvent event) {
        if (event instanceof DecisionMade made) {
            made.instructions().forEach(this::learn);
            Set<TaskId> tasks = new HashSet<>();
            made.instructions()
                    .forEach(numbered -> ofInstruction(numbered.instruction()).ifPresent(tasks::add));
            return tasks.size() == 1 ? tasks.stream().findFirst() : Optional.empty();
        }
        if (event instanceof InstructionStarted started) {
            return Optional.ofNullable(instructions.get(started.instruction()));
        }
        if (event instanceof InstructionDone done) {
            return Optional.ofNullable(instructions.get(done.instruction()));
        }
        return event instanceof InstructionFailed failed
                ? Optional.ofNullable(instructions.get(failed.instruction()))
                : Optional.empty();
    }

    private void learn(NumberedInstruction numbered) {
        ofInstruction(numbered.instruction()).ifPresent(task -> instructions.put(numbered.number(), task));
    }

    /** By the JSON form, in which every instruction that is about a task or a terminal names it by the same key. */
    private Optional<TaskId> ofInstruction(Instruction instruction) {
        try {
            JsonNode json = JSON.readTree(InstructionJson.write(instruction));
            String terminal = json.path("terminal_id").asText("");
            String task = json.path("task_id").asText("");
            if (!task.isBlank()) {
                return Optional.of(TaskId.of(task));
            }
            return terminal.isBlank() ? Optional.empty() : cast.task(TerminalId.of(terminal));
        } catch (IOException e) {
            throw new IllegalStateException("An instruction was written as something that is not JSON", e);
        }
    }
}
