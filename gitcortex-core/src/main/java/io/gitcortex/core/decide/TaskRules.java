package io.gitcortex.core.decide;

import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.MergeProgress.Setbacks;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The next step of one task that nothing is decided about. */
final class TaskRules {
    /** Merges that may be built in vain because the target moves. */
    static final int MAX_MERGES = 5;

    /** Conflicts that the author may resolve, and failed verifications that it may mend, before somebody is asked. */
    static final int MAX_MENDINGS = 3;

    private final WorkflowState state;
    private final TaskState task;
    private final Limits limits;
    private final List<TerminalState> terminals;

    TaskRules(WorkflowState state, TaskState task, Limits limits) {
        this.state = state;
        this.task = task;
        this.limits = limits;
        this.terminals = state.terminals(task.id());
    }

    Decision next() {
        Optional<TerminalState> working = terminals.stream()
                .filter(terminal -> terminal.rounds().open().isPresent())
                .findFirst();
        if (working.isPresent()) {
            return working.filter(terminal -> terminal.talk().stalled())
                    .map(this::askAboutSilence)
                    .orElse(Decision.NOTHING);
        }
        if (task.trouble().isPresent()) {
            return askAboutTrouble(task.trouble().get());
        }
        return switch (task.status()) {
            case RUNNING -> task.merge().rework().isPresent() ? rework() : nextTerminal();
            case CONFLICTED -> rework();
            case MERGING -> merge();
            case PENDING, COMPLETED, FAILED, CANCELLED -> Decision.NOTHING;
        };
    }

    private Decision nextTerminal() {
        TerminalState author = null;
        for (TerminalState terminal : terminals) {
            Decision step = terminal.seat().isReviewer() && author != null ? review(terminal, author) : work(terminal);
            if (!step.isEmpty()) {
                return step;
            }
            author = terminal.seat().isReviewer() ? author : terminal;
        }
        return Decision.to(new CompleteTask(task.id(), null));
    }

    private Decision work(TerminalState terminal) {
        return switch (terminal.status()) {
            case PENDING -> Decision.to(start(terminal));
            case FAILED -> Playbook.mayTryAgain(terminal) ? Decision.to(again(terminal)) : askAboutFailure(terminal);
            case REVIEW_REJECTED -> fix(terminal);
            case CANCELLED, RUNNING, COMPLETED, REVIEW_PASSED -> Decision.NOTHING;
        };
    }

    private Decision review(TerminalState reviewer, TerminalState author) {
        if (reviewer.status() == TerminalStatus.FAILED && !Playbook.mayTryAgain(reviewer)) {
            return askAboutFailure(reviewer);
        }
        boolean judged = reviewer.rounds().judgedRound() >= author.rounds().count();
        return judged && reviewer.status() != TerminalStatus.FAILED
                ? Decision.NOTHING
                : Decision.to(new ReviewCode(author.id(), hash(author)));
    }

    private Decision fix(TerminalState author) {
        FixIssues fix = new FixIssues(author.id(), author.rounds().issues());
        if (author.rounds().rejections() < limits.reviewRounds()) {
            return Decision.to(fix);
        }
        String text = "The work of terminal " + author.id() + " in task " + task.id() + " has been rejected "
                + author.rounds().rejections() + " times. What now?";
        return Decision.ask(new Ask(
                task.id(),
                text,
                List.of(
                        new Choice("fix", "another round for the author", List.of(fix)),
                        new Choice(
                                "accept", "take the work as it is", List.of(new CompleteTask(task.id(), "accepted"))),
                        fail("its work was rejected too often")),
                "fail"));
    }

    private Decision rework() {
        TerminalState author = author();
        boolean conflict = task.status() == TaskStatus.CONFLICTED;
        Setbacks setbacks = task.merge().setbacks();
        if ((conflict ? setbacks.conflicts() : setbacks.rejections()) <= MAX_MENDINGS) {
            return Decision.to(start(author));
        }
        String text = conflict
                ? "Task " + task.id() + " still conflicts with its target after " + MAX_MENDINGS
                        + " attempts to resolve it. What now?"
                : "The verification of task " + task.id() + verification() + " still fails after " + MAX_MENDINGS
                        + " attempts to mend it. What now?";
        return Decision.ask(new Ask(
                task.id(),
                text,
                List.of(
                        new Choice("retry", "the author tries once more", List.of(start(author))),
                        fail(conflict ? "its conflict could not be resolved" : "its verification keeps failing")),
                "fail"));
    }

    private String verification() {
        List<String> command = state.plan().verify();
        return command.isEmpty() ? "" : " (" + String.join(" ", command) + ")";
    }

    private Decision merge() {
        if (task.merge().attempts() < MAX_MERGES) {
            return Decision.to(new MergeBranch(task.id()));
        }
        return Decision.ask(new Ask(
                task.id(),
                "The target of task " + task.id() + " moved each of the " + MAX_MERGES
                        + " times that a merge was built. What now?",
                List.of(
                        new Choice("retry", "build the merge again", List.of(new MergeBranch(task.id()))),
                        fail("its merge could not be finished")),
                "retry"));
    }

    private Decision askAboutTrouble(String trouble) {
        boolean merging = task.status() == TaskStatus.MERGING;
        boolean completing = task.status() == TaskStatus.RUNNING;
        String what = merging ? "merged" : completing ? "completed" : "started";
        Instruction retry = merging
                ? new MergeBranch(task.id())
                : completing ? new CompleteTask(task.id(), null) : new StartTask(task.id(), null);
        return Decision.ask(new Ask(
                task.id(),
                "Task " + task.id() + " could not be " + what + ": " + trouble + ". What now?",
                List.of(new Choice("retry", "try again", List.of(retry)), fail(trouble)),
                merging ? "retry" : "fail"));
    }

    /** It lives, and neither reports nor ends: that is no failure yet, and never a success. */
    private Decision askAboutSilence(TerminalState terminal) {
        TerminalId id = terminal.id();
        String text = "Terminal " + id + " in task " + task.id()
                + " has work, was reminded, and neither reports nor goes on. What now?";
        return Decision.ask(new Ask(
                task.id(),
                text,
                List.of(
                        new Choice(
                                "remind",
                                "tell it once more to go on and report",
                                List.of(new SendToTerminal(id, "Go on with your work, and report when it is done."))),
                        new Choice("again", "end its session, and begin another one", List.of(new CloseTerminal(id))),
                        fail("terminal " + id + " neither reports nor goes on")),
                "fail",
                id));
    }

    private Decision askAboutFailure(TerminalState terminal) {
        String text = "Terminal " + terminal.id() + " in task " + task.id() + " has failed "
                + terminal.rounds().failures().count() + " times, at last: "
                + terminal.rounds().failures().newest() + ". What now?";
        return Decision.ask(new Ask(
                task.id(),
                text,
                List.of(
                        new Choice("retry", "one more round", List.of(again(terminal))),
                        fail("terminal " + terminal.id() + " failed")),
                "fail"));
    }

    /** The same round once more: a review of the same terminal, the same issues, or work in the same words. */
    private Instruction again(TerminalState terminal) {
        Optional<TerminalId> subject = terminal.rounds().newest().map(Round::subject);
        if (subject.isPresent()) {
            return new ReviewCode(subject.get(), hash(subject.get()));
        }
        if (!terminal.rounds().issues().isEmpty()) {
            return new FixIssues(terminal.id(), terminal.rounds().issues());
        }
        return terminal.rounds()
                .newest()
                .map(Round::asked)
                .filter(asked -> !asked.isBlank())
                .map(asked -> new StartTerminal(terminal.id(), asked))
                .orElseGet(() -> start(terminal));
    }

    private @Nullable String hash(TerminalId terminalId) {
        return state.terminal(terminalId).map(TaskRules::hash).orElse(null);
    }

    private StartTerminal start(TerminalState terminal) {
        String text = task.plan().description().isBlank()
                ? task.plan().name()
                : task.plan().description();
        return new StartTerminal(terminal.id(), text);
    }

    /** Whoever wrote the task's code last: reviewers do not mend. */
    private TerminalState author() {
        return terminals.stream()
                .filter(terminal -> !terminal.seat().isReviewer()
                        && terminal.rounds().handoff().isPresent())
                .reduce((first, second) -> second)
                .orElse(terminals.get(0));
    }

    private Choice fail(String reason) {
        return new Choice("fail", "give the task up", List.of(new FailTask(task.id(), reason)));
    }

    private static @Nullable String hash(TerminalState terminal) {
        return terminal.rounds()
                .handoff()
                .map(handoff -> handoff.commit().hash())
                .orElse(null);
    }
}
