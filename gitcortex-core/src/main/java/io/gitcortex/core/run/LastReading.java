package io.gitcortex.core.run;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.worktree.ReportFile;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a branch to its tip before the end of a session there is judged. One that cannot be read, because a file of the
 * repository is damaged for example, is tried again every second; after a while a person is asked. Meanwhile everything else
 * goes on. Runs on the loop.
 */
final class LastReading {
    private static final Logger log = LoggerFactory.getLogger(LastReading.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    /** A lock or a write under way is over by then; what still cannot be read will not mend itself. */
    private static final int TRIES_BEFORE_ASKING = 30;

    /** An hour. */
    private static final int TRIES_BEFORE_ASKING_AGAIN = 3_600;

    private final Journal journal;
    private final CommitIntake intake;
    private final FileReports files;
    private final Questions questions;
    private final Timers timers;
    private final Consumer<Runnable> loop;
    private final Map<SessionId, Integer> tries = new HashMap<>();
    /** At which try somebody was asked last. */
    private final Map<SessionId, Integer> asked = new HashMap<>();

    /** What is read with, and who is asked. */
    record Means(Journal journal, CommitIntake intake, FileReports files, Questions questions) {}

    LastReading(Means means, Timers timers, Consumer<Runnable> loop) {
        this.journal = means.journal();
        this.intake = means.intake();
        this.files = means.files();
        this.questions = means.questions();
        this.timers = timers;
        this.loop = loop;
    }

    /** Sessions that have ended on a branch that cannot be read, and that somebody has been asked about. */
    Set<SessionId> stuck() {
        Set<SessionId> stuck = new HashSet<>();
        tries.forEach((session, count) -> {
            if (count >= TRIES_BEFORE_ASKING) {
                stuck.add(session);
            }
        });
        return stuck;
    }

    /**
     * Reads the branch of the task that a terminal belongs to, with what the terminal has left as a file.
     *
     * @param again what to do later if it cannot be read now, or a commit is being made of what the terminal has left
     * @return false if it cannot be read now, or such a commit is being made
     */
    boolean read(TerminalState terminal, SessionId session, Runnable again) {
        TaskId task = terminal.taskId().orElse(null);
        if (task == null || isOver(task)) {
            forget(session);
            return true;
        }
        try {
            if (files.take(task, again)) {
                return false; // Its commit is being made.
            }
            intake.read(task);
            forget(session);
            return true;
        } catch (RepositoryException e) {
            log.warn("Session {} of task {} is over and its branch cannot be read: {}", session, task, e.getMessage());
            int count = tries.merge(session, 1, Integer::sum);
            if (isDue(session, count) && !journal.state().waitsForPerson(task)) {
                ask(task, String.valueOf(e.getMessage()));
                asked.put(session, count);
            }
            timers.after(TRY_AGAIN, () -> loop.accept(again));
            return false;
        }
    }

    /** What a terminal that has not reported may have meant as its report: why it is none, as the end of a sentence. */
    String unaccepted(TerminalState terminal) {
        return terminal.taskId()
                .flatMap(files::refusal)
                .map(reason -> "; what it left in " + ReportFile.NAME + " is not accepted: " + reason)
                .orElse("");
    }

    private void forget(SessionId session) {
        tries.remove(session);
        asked.remove(session);
    }

    private boolean isOver(TaskId task) {
        WorkflowState state = journal.state();
        return state.status().isFinal()
                || state.task(task).filter(own -> !own.status().isFinal()).isEmpty();
    }

    /** At first after a while, and again where the question was left waiting: nothing waits without anybody being asked. */
    private boolean isDue(SessionId session, int count) {
        Integer last = asked.get(session);
        return count >= TRIES_BEFORE_ASKING && (last == null || count - last >= TRIES_BEFORE_ASKING_AGAIN);
    }

    private void ask(TaskId task, String reason) {
        journal.append(Batch.of(new QuestionAsked(journal.state().id(), questions.aboutReading(task, reason))));
    }
}
