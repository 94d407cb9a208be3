package io.gitcortex.core.run;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.decide.InstructionCheck;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TerminalEvent.TerminalWaits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts questions to people, and does what their answers say. Runs on the loop. */
final class Questions {
    /** A person may be asleep, or away for a day. */
    static final Duration DEADLINE = Duration.ofHours(24);

    private static final String RESUME = "resume";

    private final Journal journal;
    private final Ids ids;
    private final Policy policy;

    /**
     * Who reads answers, and what they may lead to.
     *
     * @param asksModel whether a model reads what fits no choice
     * @param clis the coding CLIs that may be named
     */
    record Policy(boolean asksModel, Set<String> clis) {}

    Questions(Journal journal, Ids ids, Policy policy) {
        this.journal = journal;
        this.ids = ids;
        this.policy = policy;
    }

    /** Asks; and where it is about a session, says that the session waits. */
    void ask(Ask ask, Batch batch) {
        WorkflowState state = journal.state();
        Optional<SessionId> session = ask.terminal()
                .flatMap(state::terminal)
                .flatMap(TerminalState::session)
                .map(SessionState::id);
        if (ask.terminal().isEmpty() || session.isEmpty()) {
            batch.add(new QuestionAsked(
                    state.id(), question(ask.scope(), ask.text(), ask.choices(), ask.defaultChoice())));
            return;
        }
        Question question = new Question(
                ids.question(),
                ask.scope(),
                ask.text(),
                ask.choices(),
                journal.now().plus(DEADLINE),
                ask.defaultChoice());
        batch.add(new QuestionAsked(state.id(), question))
                .add(new TerminalWaits(state.id(), ask.terminal().get(), session.get(), question.id()));
    }

    Question aboutPause(String reason) {
        Choice fail = new Choice(
                "fail",
                "end the workflow as failed",
                List.of(new FailWorkflow("It was paused (" + reason + ") and given up", ErrorSeverity.MAJOR)));
        return question(
                null,
                "The workflow is paused: " + reason + ". Go on?",
                List.of(new Choice(RESUME, "go on", List.of()), fail),
                RESUME);
    }

    /** About a merge that waits for something in a person's checkout; it goes on by itself once that is gone. */
    Question aboutDelay(TaskId task, String reason) {
        Choice fail = new Choice(
                "fail", "give the task up", List.of(new FailTask(task, "it could not be merged: " + reason)));
        return question(
                task,
                // The reason comes last: it may be what git said, in several lines.
                "The merge of task " + task
                        + " waits, and goes on by itself when this is settled and a process runs the workflow: "
                        + reason,
                List.of(new Choice("wait", "leave it waiting", List.of()), fail),
                "wait");
    }

    /** About work that others have gone on from, and that is no longer on its branch. */
    Question aboutLostWork(TaskId task, String commit, StartTerminal again, int timesBefore) {
        Choice keep = new Choice("keep", "go on with what is on the branch", List.of());
        Choice redo = new Choice("again", "have terminal " + again.terminalId() + " do it again", List.of(again));
        Choice fail = new Choice(
                "fail", "give the task up", List.of(new FailTask(task, "work of it was taken off its branch")));
        return question(
                task,
                "The commit " + commit + ", with which terminal " + again.terminalId()
                        + " reported its work as done, is no longer on the branch of task " + task
                        + (timesBefore > 0
                                ? ". It is not the first time that its work was taken back"
                                : ", and others have gone on from it")
                        + ". What now?",
                refusal(redo.instructions()).isEmpty() ? List.of(keep, redo, fail) : List.of(keep, fail),
                "fail");
    }

    /** About a branch that cannot be read; it is tried again until it can, or the task is given up. */
    Question aboutReading(TaskId task, String reason) {
        Choice fail = new Choice(
                "fail", "give the task up", List.of(new FailTask(task, "its branch cannot be read: " + reason)));
        return question(
                task,
                "The branch of task " + task + " cannot be read: " + reason
                        + ". What its agent has committed last is not known. It goes on by itself when the branch can be"
                        + " read and a process runs the workflow.",
                List.of(new Choice("wait", "leave it waiting", List.of()), fail),
                "wait");
    }

    private Question question(@Nullable TaskId scope, String text, List<Choice> choices, String defaultChoice) {
        return new Question(
                ids.question(),
                scope,
                text + ownWords(scope),
                choices,
                journal.now().plus(DEADLINE),
                defaultChoice);
    }

    /** Where an answer goes that fits no choice: whoever answers should know before. */
    private String ownWords(@Nullable TaskId scope) {
        if (policy.asksModel()) {
            return " An answer in other words goes to the model.";
        }
        return reader(scope)
                .filter(terminal ->
                        refusal(List.of(new StartTerminal(terminal, "answer"))).isEmpty())
                .map(terminal -> " An answer in other words goes to terminal " + terminal + ", as its next work.")
                .orElse("");
    }

    /** Takes the defaults of the questions whose time is over. */
    void takeDefaults() {
        for (Question question : List.copyOf(journal.state().openQuestions())) {
            boolean open = journal.state().openQuestions().contains(question); // One default may settle others.
            if (open && !journal.now().isBefore(question.deadline())) {
                takeDefault(question);
            }
        }
    }

    private void takeDefault(Question question) {
        Choice choice = question.choice(question.defaultChoice()).orElseThrow();
        Batch batch = new Batch();
        Optional<String> refusal = refusal(choice.instructions());
        if (refusal.isPresent()) {
            String reason = "nobody answered, and its default cannot be carried out any more: " + refusal.get();
            journal.append(batch.add(new QuestionWithdrawn(journal.state().id(), question.id(), reason)));
        } else {
            QuestionAnswered answered =
                    new QuestionAnswered(journal.state().id(), question.id(), question.defaultChoice(), true);
            settle(question, answered, choice.instructions(), batch);
        }
    }

    /**
     * Takes a person's answer.
     *
     * @return why it cannot be taken, in a sentence; empty if it was
     */
    Optional<String> answer(QuestionId questionId, String text, Batch batch) {
        String answer = text.strip();
        Question question = journal.state().openQuestions().stream()
                .filter(open -> open.id().equals(questionId))
                .findFirst()
                .orElse(null);
        if (question == null) {
            return Optional.of("Question " + questionId + " is not open: it has been answered or withdrawn, and a"
                    + " question is answered once");
        }
        Optional<Choice> choice = question.choice(answer);
        Optional<String> refusal = choice.isPresent()
                ? refusal(choice.get().instructions())
                        .map(reason -> "The answer '" + choice.get().key() + "' to question " + questionId
                                + " cannot be carried out any more: " + reason)
                : refusalOfWords(question, answer);
        if (refusal.isPresent()) {
            return refusal.map(reason -> reason + ". " + stillOpen(question));
        }
        List<Instruction> follow = choice.map(Choice::instructions).orElseGet(() -> inOwnWords(question, answer));
        settle(question, new QuestionAnswered(journal.state().id(), questionId, answer, false), follow, batch);
        return Optional.empty();
    }

    private static String stillOpen(Question question) {
        return "The question stays open; it can be answered with "
                + question.choices().stream()
                        .map(choice -> "'" + choice.key() + "' (" + choice.meaning() + ")")
                        .collect(Collectors.joining(", "));
    }

    private Optional<String> refusalOfWords(Question question, String answer) {
        if (answer.isEmpty()) {
            return Optional.of("An answer must not be blank");
        }
        Optional<String> secret = SecretAnswers.refusal(question, answer);
        if (secret.isPresent()) {
            return secret;
        }
        if (policy.asksModel() && waiting(question).isEmpty()) {
            return Optional.empty();
        }
        List<Instruction> work = inOwnWords(question, answer);
        if (work.isEmpty()) {
            return Optional.of("No model decides here, and nobody else could read an answer in other words to question "
                    + question.id() + ": " + whyNobody(question.scope()));
        }
        return refusal(work).map(reason -> "No terminal can take up an answer in other words now: " + reason);
    }

    private String whyNobody(@Nullable TaskId scope) {
        if (scope == null) {
            return "it is about the workflow as a whole";
        }
        return "task " + scope
                + (journal.state().terminals(scope).isEmpty() ? " has no terminal" : " has no terminal but reviewers");
    }

    /** What fits no choice goes to the model, as news; without one, to whoever worked on the task last. */
    private List<Instruction> inOwnWords(Question question, String answer) {
        Optional<TerminalId> waiting = waiting(question);
        if (waiting.isPresent()) {
            return List.of(new SendToTerminal(waiting.get(), answer));
        }
        TaskId scope = question.scope();
        return policy.asksModel()
                ? List.of()
                : reader(scope)
                        .<List<Instruction>>map(terminal -> List.of(new StartTerminal(terminal, answer)))
                        .orElse(List.of());
    }

    /** The terminal whose session waits for the answer: it reads other words, too. */
    private Optional<TerminalId> waiting(Question question) {
        return journal.state().terminals().stream()
                .filter(terminal -> terminal.session().isPresent()
                        && terminal.talk().question().equals(Optional.of(question.id())))
                .map(TerminalState::id)
                .findFirst();
    }

    /** Reviewers judge and do not mend: a person's words are for the author. */
    private Optional<TerminalId> reader(@Nullable TaskId scope) {
        return scope == null
                ? Optional.empty()
                : journal.state().terminals(scope).stream()
                        .filter(terminal -> !terminal.seat().isReviewer())
                        .map(TerminalState::id)
                        .reduce((first, second) -> second);
    }

    private Optional<String> refusal(List<Instruction> instructions) {
        InstructionCheck check = new InstructionCheck(journal.state(), policy.clis());
        return instructions.stream()
                .flatMap(instruction -> check.refusal(instruction, DecisionSource.ANSWER).stream())
                .findFirst();
    }

    private void settle(Question question, QuestionAnswered answered, List<Instruction> follow, Batch batch) {
        WorkflowState state = journal.state();
        batch.add(answered);
        if (question.scope() == null) {
            unpause(question, batch); // Also what ends it is carried out, and only a running one acts.
        }
        if (!follow.isEmpty()) {
            batch.add(decision(state, follow));
        }
        journal.append(batch);
    }

    /** Whether to go on is no question any more. */
    void unpause(@Nullable Question answered, Batch batch) {
        WorkflowState state = journal.state();
        batch.add(new WorkflowUnpaused(state.id()));
        for (Question question : state.openQuestions()) {
            if (question.scope() == null && !question.equals(answered)) {
                batch.add(new QuestionWithdrawn(state.id(), question.id(), "the workflow was un-paused"));
            }
        }
    }

    /** A task that is worked on again is no longer as the questions about it say. */
    static void withdraw(WorkflowState state, TaskId task, Batch batch) {
        for (Question question : state.openQuestions()) {
            if (task.equals(question.scope())) {
                batch.add(new QuestionWithdrawn(state.id(), question.id(), "task " + task + " has gone on meanwhile"));
            }
        }
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
