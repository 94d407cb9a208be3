package io.gitcortex.core.decide;

import static io.gitcortex.core.state.Story.WORKFLOW;

import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One workflow from its plan to its end: the playbook decides, an executor without any I/O carries out, agents and people
 * answer at random. What must always hold is checked at every step.
 */
final class Walk {
    /** More than any of these workflows can need, however often its agents fail. */
    static final int MAX_STEPS = 3_000;

    private static final Set<String> CLIS = Set.of("shell");

    private final long seed;
    private final Random random;
    private final Limits limits;
    private final Playbook playbook;
    private final Story story;
    private final WalkedActs acts;
    private final List<WorkflowEvent> events = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int questions;

    Walk(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.limits = new Limits(1 + random.nextInt(3), 1 + random.nextInt(3));
        this.playbook = new Playbook(limits);
        List<TaskPlan> tasks = WalkedPlan.next(random);
        this.story = Story.of(tasks.toArray(TaskPlan[]::new));
        this.acts = new WalkedActs(random, story::state, this::record);
    }

    long seed() {
        return seed;
    }

    /** Every event, in order. */
    List<WorkflowEvent> events() {
        return events;
    }

    /** What did not hold. */
    List<String> violations() {
        return violations;
    }

    WorkflowState state() {
        return story.state();
    }

    int questionsAsked() {
        return questions;
    }

    Walk run() {
        int steps = 0;
        while (!state().status().isFinal() && violations.isEmpty()) {
            int rounds = 0;
            while (decide()) {
                rounds++; // A question frees a place, in which the next task may start.
                if (rounds > state().tasks().size()) {
                    violations.add("it decides again and again what is decided already: " + statuses());
                    break;
                }
            }
            if (!step() && violations.isEmpty() && !state().status().isFinal()) {
                violations.add("nothing moves, nobody is asked, and it is not final: " + statuses());
            }
            steps++;
            if (steps > MAX_STEPS) {
                violations.add("it goes on for ever: " + statuses());
            }
        }
        if (violations.isEmpty()) {
            checkEnd();
        }
        return this;
    }

    private void record(WorkflowEvent event) {
        story.add(event);
        events.add(event);
        checkSeats();
    }

    private boolean decide() {
        Decision decision = playbook.next(state());
        if (!decision.equals(playbook.next(state()))) {
            violations.add("the same state gave two decisions");
        }
        checkDecision(decision);
        if (!decision.instructions().isEmpty()) {
            record(made(DecisionSource.PLAYBOOK, decision.instructions()));
        }
        for (Ask ask : decision.asks()) {
            questions++;
            record(new QuestionAsked(
                    WORKFLOW,
                    new Question(
                            QuestionId.of("q-" + questions),
                            ask.scope(),
                            ask.text(),
                            ask.choices(),
                            Instant.parse("2026-01-02T00:00:00Z"),
                            ask.defaultChoice())));
        }
        return !decision.isEmpty();
    }

    private DecisionMade made(DecisionSource source, List<Instruction> instructions) {
        List<NumberedInstruction> numbered = new ArrayList<>();
        long number = state().counters().instructions();
        for (Instruction instruction : instructions) {
            number++;
            numbered.add(new NumberedInstruction(number, instruction));
        }
        long sequence = state().counters().sequence();
        return new DecisionMade(
                WORKFLOW, state().counters().decisions() + 1, sequence, source, numbered, TokenUsage.NONE);
    }

    /** One of the things that can happen now; false if there are none. */
    private boolean step() {
        List<Runnable> moves = new ArrayList<>();
        for (InstructionState open : state().openInstructions()) {
            if (acts.mayStart(open.instruction())) {
                moves.add(() -> acts.carryOut(open, check()));
            }
        }
        for (TerminalState terminal : state().terminals()) {
            if (terminal.rounds().open().isPresent()) {
                moves.add(() -> acts.endRound(terminal));
            }
        }
        for (Question question : state().openQuestions()) {
            moves.add(() -> answer(question));
        }
        if (moves.isEmpty()) {
            return false;
        }
        moves.get(random.nextInt(moves.size())).run();
        return true;
    }

    private InstructionCheck check() {
        return new InstructionCheck(state(), CLIS);
    }

    /** People try again a few times, and lose their patience in the end. */
    private void answer(Question question) {
        boolean patient = questions < 20;
        Choice choice = patient
                ? question.choices().get(random.nextInt(question.choices().size()))
                : question.choices().get(question.choices().size() - 1);
        record(new QuestionAnswered(WORKFLOW, question.id(), choice.key(), false));
        record(made(DecisionSource.ANSWER, choice.instructions()));
    }

    private void checkDecision(Decision decision) {
        for (Instruction instruction : decision.instructions()) {
            check().refusal(instruction, DecisionSource.PLAYBOOK)
                    .ifPresent(refusal -> violations.add("decided " + instruction + ", refused: " + refusal));
        }
        for (Ask ask : decision.asks()) {
            if (ask.scope() != null && state().waitsForPerson(ask.scope())) {
                violations.add("asks twice about task " + ask.scope());
            }
            for (Choice choice : ask.choices()) {
                choice.instructions()
                        .forEach(follow -> check().refusal(follow, DecisionSource.ANSWER)
                                .ifPresent(refusal -> violations.add("offers " + follow + ", refused: " + refusal)));
            }
        }
        long begun = decision.instructions().stream()
                .filter(instruction -> instruction instanceof Instruction.StartTask)
                .count();
        if (begun > 0 && begun + placesTaken() > limits.parallelTasks()) {
            violations.add("starts " + begun + " tasks where " + placesTaken() + " of " + limits.parallelTasks()
                    + " places are taken");
        }
    }

    private long placesTaken() {
        return state().tasks().stream()
                .filter(task -> Playbook.takesPlace(state(), task))
                .count();
    }

    /** One terminal of a task works at a time, and only where what the task depends on is completed. */
    private void checkSeats() {
        for (TaskState task : state().tasks()) {
            long working = state().terminals(task.id()).stream()
                    .filter(terminal -> terminal.rounds().open().isPresent())
                    .count();
            boolean ready = task.plan().dependsOn().stream()
                    .allMatch(
                            dependency -> state().task(dependency).orElseThrow().status() == TaskStatus.COMPLETED);
            if (working > 1 || (working == 1 && !ready)) {
                violations.add("task " + task.id() + " works with " + working + " terminals, ready: " + ready);
            }
        }
    }

    private void checkEnd() {
        boolean completed = state().status() == WorkflowStatus.COMPLETED;
        if (completed != state().allTasksCompleted()) {
            violations.add("it ended as " + state().status() + " with " + statuses());
        }
        boolean left = state().tasks().stream().anyMatch(task -> !task.status().isFinal())
                || !state().openInstructions().isEmpty()
                || !state().openQuestions().isEmpty()
                || state().terminals().stream()
                        .map(terminal -> terminal.rounds().open())
                        .anyMatch(Optional::isPresent);
        if (left) {
            violations.add("it ended and left something open: " + statuses());
        }
        if (!playbook.next(state()).isEmpty()) {
            violations.add("it has ended, and something is decided");
        }
    }

    private String statuses() {
        return state().status() + " "
                + state().tasks().stream()
                        .map(task -> task.id() + "=" + task.status()
                                + state().terminals(task.id()).stream()
                                        .map(terminal -> terminal.id() + ":" + terminal.status())
                                        .toList())
                        .toList();
    }
}
