package io.gitcortex.core.run;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts questions to people, and does what their answers say. Runs on the loop. */
final class Questions {
    /** A person may be asleep, or away for a day. */
    static final Duration DEADLINE = Duration.ofHours(24);

    private static final String RESUME = "resume";

    private final Journal journal;
    private final Ids ids;
    private final boolean asksModel;

    Questions(Journal journal, Ids ids, boolean asksModel) {
        this.journal = journal;
        this.ids = ids;
        this.asksModel = asksModel;
    }

    Question about(Ask ask) {
        return new Question(
                ids.question(),
                ask.scope(),
                ask.text(),
                ask.choices(),
                journal.now().plus(DEADLINE),
                ask.defaultChoice());
    }

    Question aboutPause(String reason) {
        Choice fail = new Choice(
                "fail",
                "end the workflow as failed",
                List.of(new FailWorkflow("It was paused (" + reason + ") and given up", ErrorSeverity.MAJOR)));
        return new Question(
                ids.question(),
                null,
                "The workflow is paused: " + reason + ". Go on?",
                List.of(new Choice(RESUME, "go on", List.of()), fail),
                journal.now().plus(DEADLINE),
                RESUME);
    }

    /** About a merge that waits for something in a person's checkout; it goes on by itself once that is gone. */
    Question aboutDelay(TaskId task, String reason) {
        Choice fail = new Choice(
                "fail", "give the task up", List.of(new FailTask(task, "it could not be merged: " + reason)));
        return new Question(
                ids.question(),
                task,
                "The merge of task " + task + " waits: " + reason + ". It goes on by itself when that is settled.",
                List.of(new Choice("wait", "leave it waiting", List.of()), fail),
                journal.now().plus(DEADLINE),
                "wait");
    }

    /** About a branch that cannot be read; it is tried again until it can, or the task is given up. */
    Question aboutReading(TaskId task, String reason) {
        Choice fail = new Choice(
                "fail", "give the task up", List.of(new FailTask(task, "its branch cannot be read: " + reason)));
        return new Question(
                ids.question(),
                task,
                "The branch of task " + task + " cannot be read: " + reason
                        + ". What its agent has committed last is not known. It goes on by itself when the branch can be read.",
                List.of(new Choice("wait", "leave it waiting", List.of()), fail),
                journal.now().plus(DEADLINE),
                "wait");
    }

    /** Takes the defaults of the questions whose time is over. */
    void takeDefaults() {
        for (Question question : List.copyOf(journal.state().openQuestions())) {
            if (!journal.now().isBefore(question.deadline())) {
                answer(question, question.defaultChoice(), true, new Batch());
            }
        }
    }

    /**
     * Takes a person's answer.
     *
     * @return false if there is no such question, or it has been answered
     */
    boolean answer(QuestionId questionId, String text, Batch batch) {
        Optional<Question> question = journal.state().openQuestions().stream()
                .filter(open -> open.id().equals(questionId))
                .findFirst();
        question.ifPresent(open -> answer(open, text.strip(), false, batch));
        return question.isPresent();
    }

    private void answer(Question question, String text, boolean byDeadline, Batch batch) {
        WorkflowState state = journal.state();
        batch.add(new QuestionAnswered(state.id(), question.id(), text, byDeadline));
        Optional<Choice> choice = question.choices().stream()
                .filter(offered -> offered.key().equalsIgnoreCase(text))
                .findFirst();
        boolean paused = question.scope() == null;
        if (paused && choice.filter(chosen -> !chosen.instructions().isEmpty()).isEmpty()) {
            batch.add(new WorkflowUnpaused(state.id()));
        }
        List<Instruction> follow = choice.map(Choice::instructions).orElseGet(() -> freeAnswer(question, text));
        if (!follow.isEmpty()) {
            if (paused && choice.isPresent()) {
                batch.add(
                        new WorkflowUnpaused(state.id())); // What ends it is carried out, and only a running one acts.
            }
            batch.add(decision(state, follow));
        }
        journal.append(batch);
    }

    /** What fits no choice goes to the model, as news; without one, to whoever worked on the task last. */
    private List<Instruction> freeAnswer(Question question, String text) {
        TaskId scope = question.scope();
        if (asksModel || scope == null) {
            return List.of();
        }
        Optional<TerminalId> author = journal.state().terminals(scope).stream()
                .filter(terminal -> !terminal.seat().isReviewer())
                .map(TerminalState::id)
                .reduce((first, second) -> second);
        return author.<List<Instruction>>map(id -> List.of(new StartTerminal(id, text)))
                .orElse(List.of());
    }

    private DecisionMade decision(WorkflowState state, List<Instruction> instructions) {
        return new DecisionMade(
                state.id(),
                state.counters().decisions() + 1,
                state.counters().decidedThrough(), // What is new besides is still to be decided about.
                DecisionSource.ANSWER,
                Numbering.after(state, instructions),
                TokenUsage.NONE);
    }
}
