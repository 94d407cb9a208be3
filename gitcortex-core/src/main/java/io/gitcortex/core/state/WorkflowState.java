package io.gitcortex.core.state;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow is: the sum of its events. Immutable; {@link Fold} makes the next one.
 *
 * <p>The maps are small (a workflow has hundreds of terminals, not millions) and are copied at each change.
 */
public final class WorkflowState {
    private final WorkflowId id;
    private final WorkflowPlan plan;
    private final Standing standing;
    private final Counters counters;
    private final Map<TaskId, TaskState> tasks;
    private final Map<TerminalId, TerminalState> terminals;
    private final SortedMap<Long, InstructionState> instructions;
    private final Map<QuestionId, Question> questions;
    private final Map<Set<TaskId>, Set<String>> foreseen;

    /**
     * Where the workflow as a whole stands.
     *
     * @param status its status
     * @param pausedFor why it is paused, or null
     * @param outcome how it ended, or null
     * @param times when it was created and changed
     */
    public record Standing(
            WorkflowStatus status,
            @Nullable String pausedFor,
            @Nullable WorkflowOutcome outcome,
            Times times) {}

    private WorkflowState(Draft draft) {
        this.id = draft.base.id;
        this.plan = draft.base.plan;
        this.standing = draft.standing;
        this.counters = draft.counters;
        this.tasks = draft.tasks;
        this.terminals = draft.terminals;
        this.instructions = draft.instructions;
        this.questions = draft.questions;
        this.foreseen = draft.foreseen;
    }

    private WorkflowState(WorkflowId id, WorkflowPlan plan, Times times) {
        this.id = id;
        this.plan = plan;
        this.standing = new Standing(WorkflowStatus.PENDING, null, null, times);
        this.counters = Counters.ZERO;
        this.tasks = Map.of();
        this.terminals = Map.of();
        this.instructions = new TreeMap<>();
        this.questions = Map.of();
        this.foreseen = Map.of();
    }

    static WorkflowState empty(WorkflowId id, WorkflowPlan plan, Times times) {
        return new WorkflowState(id, plan, times);
    }

    public WorkflowId id() {
        return id;
    }

    public WorkflowPlan plan() {
        return plan;
    }

    public Standing standing() {
        return standing;
    }

    public WorkflowStatus status() {
        return standing.status();
    }

    public Counters counters() {
        return counters;
    }

    /** How it ended; empty while it has not. */
    public Optional<WorkflowOutcome> outcome() {
        return Optional.ofNullable(standing.outcome());
    }

    public Collection<TaskState> tasks() {
        return tasks.values();
    }

    public Optional<TaskState> task(TaskId taskId) {
        return Optional.ofNullable(tasks.get(taskId));
    }

    public Collection<TerminalState> terminals() {
        return terminals.values();
    }

    public Optional<TerminalState> terminal(TerminalId terminalId) {
        return Optional.ofNullable(terminals.get(terminalId));
    }

    /** The terminals of a task, in the order in which they work. */
    public List<TerminalState> terminals(TaskId taskId) {
        return terminals.values().stream()
                .filter(terminal -> taskId.equals(terminal.seat().taskId()))
                .sorted(Comparator.comparingInt(terminal -> terminal.seat().order()))
                .toList();
    }

    /** The task whose branch this is. */
    public Optional<TaskState> taskOfBranch(String branch) {
        return tasks.values().stream()
                .filter(task ->
                        task.branch().filter(own -> own.name().equals(branch)).isPresent())
                .findFirst();
    }

    /** The instructions without an outcome, in the order in which they were decided. */
    public Collection<InstructionState> openInstructions() {
        return instructions.values();
    }

    public Optional<InstructionState> openInstruction(long number) {
        return Optional.ofNullable(instructions.get(number));
    }

    /** The questions that wait for an answer, oldest first. */
    public Collection<Question> openQuestions() {
        return questions.values();
    }

    /** Whether a task waits for a person. */
    public boolean waitsForPerson(TaskId taskId) {
        return questions.values().stream().anyMatch(question -> taskId.equals(question.scope()));
    }

    /** Where two tasks were last seen to conflict; empty if they never were. */
    public Set<String> foreseen(Set<TaskId> pair) {
        return foreseen.getOrDefault(pair, Set.of());
    }

    /** Whether every task is completed. */
    public boolean allTasksCompleted() {
        return tasks.values().stream().allMatch(task -> task.status() == TaskStatus.COMPLETED);
    }

    /** The snapshot that hosts see and the store keeps. */
    public Workflow snapshot() {
        return header().tasks(tasks.values().stream().map(this::snapshotOf).toList())
                .build();
    }

    /** The workflow's own columns, without its tasks. */
    public Workflow.Builder header() {
        return Workflow.builder(id, plan.name(), plan.goal())
                .cliTypeId(plan.cli().orElse(null))
                .status(standing.status())
                .createdAt(standing.times().createdAt())
                .updatedAt(standing.times().updatedAt());
    }

    private WorkflowTask snapshotOf(TaskState task) {
        return task.snapshot(id).toBuilder()
                .terminals(terminals(task.id()).stream()
                        .map(TerminalState::snapshot)
                        .toList())
                .build();
    }

    Draft draft() {
        return new Draft(this);
    }

    /** A state in the making. Copies a map when it is first changed. */
    static final class Draft {
        private final WorkflowState base;
        private Standing standing;
        private Counters counters;
        private Map<TaskId, TaskState> tasks;
        private Map<TerminalId, TerminalState> terminals;
        private SortedMap<Long, InstructionState> instructions;
        private Map<QuestionId, Question> questions;
        private Map<Set<TaskId>, Set<String>> foreseen;

        private Draft(WorkflowState base) {
            this.base = base;
            this.standing = base.standing;
            this.counters = base.counters;
            this.tasks = base.tasks;
            this.terminals = base.terminals;
            this.instructions = base.instructions;
            this.questions = base.questions;
            this.foreseen = base.foreseen;
        }

        Standing standing() {
            return standing;
        }

        Counters counters() {
            return counters;
        }

        Draft standing(Standing next) {
            this.standing = next;
            return this;
        }

        Draft counters(Counters next) {
            this.counters = next;
            return this;
        }

        Draft put(TaskState task) {
            Map<TaskId, TaskState> copy = new LinkedHashMap<>(tasks);
            copy.put(task.id(), task);
            this.tasks = copy;
            return this;
        }

        Draft put(TerminalState terminal) {
            Map<TerminalId, TerminalState> copy = new LinkedHashMap<>(terminals);
            copy.put(terminal.id(), terminal);
            this.terminals = copy;
            return this;
        }

        Draft put(InstructionState instruction) {
            SortedMap<Long, InstructionState> copy = new TreeMap<>(instructions);
            copy.put(instruction.number(), instruction);
            this.instructions = copy;
            return this;
        }

        Draft put(Question question) {
            Map<QuestionId, Question> copy = new LinkedHashMap<>(questions);
            copy.put(question.id(), question);
            this.questions = copy;
            return this;
        }

        Optional<Instruction> instruction(long number) {
            return Optional.ofNullable(instructions.get(number)).map(InstructionState::instruction);
        }

        Draft startInstruction(long number) {
            InstructionState ready = instructions.get(number);
            return ready == null
                    ? this
                    : put(new InstructionState(
                            number, ready.decision(), ready.instruction(), InstructionStatus.SENDING));
        }

        Draft removeInstruction(long number) {
            SortedMap<Long, InstructionState> copy = new TreeMap<>(instructions);
            copy.remove(number);
            this.instructions = copy;
            return this;
        }

        Draft removeInstructions(Predicate<Instruction> unwanted) {
            SortedMap<Long, InstructionState> copy = new TreeMap<>(instructions);
            copy.values().removeIf(open -> unwanted.test(open.instruction()));
            this.instructions = copy;
            return this;
        }

        Draft removeQuestion(QuestionId questionId) {
            Map<QuestionId, Question> copy = new LinkedHashMap<>(questions);
            copy.remove(questionId);
            this.questions = copy;
            return this;
        }

        Draft foresee(Set<TaskId> pair, Set<String> files) {
            Map<Set<TaskId>, Set<String>> copy = new HashMap<>(foreseen);
            copy.put(pair, files);
            this.foreseen = copy;
            return this;
        }

        Draft clearInstructions() {
            this.instructions = new TreeMap<>();
            return this;
        }

        Draft clearQuestions() {
            this.questions = Map.of();
            return this;
        }

        Draft change(TaskId taskId, UnaryOperator<TaskState> change) {
            TaskState task = tasks.get(taskId);
            return task == null ? this : put(change.apply(task));
        }

        Draft change(TerminalId terminalId, UnaryOperator<TerminalState> change) {
            TerminalState terminal = terminals.get(terminalId);
            return terminal == null ? this : put(change.apply(terminal));
        }

        Collection<TaskState> tasks() {
            return tasks.values();
        }

        Collection<TerminalState> terminals() {
            return terminals.values();
        }

        Optional<TaskState> task(TaskId taskId) {
            return Optional.ofNullable(tasks.get(taskId));
        }

        Optional<TerminalState> terminal(TerminalId terminalId) {
            return Optional.ofNullable(terminals.get(terminalId));
        }

        Optional<Question> question(QuestionId questionId) {
            return Optional.ofNullable(questions.get(questionId));
        }

        List<Question> questionsOf(TaskId taskId) {
            return questions.values().stream()
                    .filter(question -> taskId.equals(question.scope()))
                    .toList();
        }

        WorkflowState build() {
            return new WorkflowState(this);
        }
    }
}
