package io.gitcortex.core.run;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.Sighting;
import io.gitcortex.core.terminal.Sighting.Asked;
import io.gitcortex.core.terminal.Sighting.ConversationKnown;
import io.gitcortex.core.terminal.Sighting.Delivered;
import io.gitcortex.core.terminal.Sighting.NotDelivered;
import io.gitcortex.core.terminal.Sighting.PromptGone;
import io.gitcortex.core.terminal.Sighting.QuotaReached;
import io.gitcortex.core.terminal.Sighting.Unrecognised;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TerminalEvent.ConversationBegun;
import io.gitcortex.workflow.TerminalEvent.RoundDelivered;
import io.gitcortex.workflow.TerminalEvent.ScreenUnrecognised;
import io.gitcortex.workflow.TerminalEvent.TerminalParked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the screens of sessions show: keeps it, parks a terminal whose account allows no more, and asks people what their
 * agents ask. Runs on the loop.
 */
final class SessionNews {
    private static final Logger log = LoggerFactory.getLogger(SessionNews.class);
    /** A quota that comes back later than this is one that a person must know of: most are of hours, some of a week. */
    private static final Duration LONGEST_PARKING = Duration.ofDays(8);

    private final Journal journal;
    private final Acts acts;
    private final Terminals terminals;
    private final Questions questions;
    private final Consumer<Runnable> loop;
    /** How the handing over of the round went; of sessions that live. */
    private final Map<SessionId, Sighting> delivery = new HashMap<>();

    /** What is taken with. */
    record Means(Journal journal, Acts acts, Terminals terminals, Questions questions) {}

    /** Told on the loop that a session is over. */
    @FunctionalInterface
    interface Ending {
        void over(SessionId session, OptionalInt exitCode);
    }

    SessionNews(Means means, Consumer<Runnable> loop) {
        this.journal = means.journal();
        this.acts = means.acts();
        this.terminals = means.terminals();
        this.questions = means.questions();
        this.loop = loop;
    }

    /** Listens to a session, on its thread, and has the loop take what it hears. */
    SessionListener listener(TerminalId terminal, Ending ending) {
        return new SessionListener() {
            @Override
            public void ended(SessionId session, OptionalInt exitCode) {
                loop.accept(() -> ending.over(session, exitCode));
            }

            @Override
            public void noticed(SessionId session, Sighting sighting) {
                loop.accept(() -> take(terminal, session, sighting));
            }
        };
    }

    /** Whether a session has begun to work on its round. */
    boolean wasDelivered(SessionId session) {
        return delivery.get(session) instanceof Delivered;
    }

    /** Why a session could not be told what its round is about; empty if it was, or is still to be. */
    Optional<String> refusal(SessionId session) {
        return delivery.get(session) instanceof NotDelivered refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    void forget(SessionId session) {
        delivery.remove(session);
    }

    private void take(TerminalId id, SessionId session, Sighting sighting) {
        WorkflowState state = journal.state();
        Optional<TerminalState> terminal = state.terminal(id)
                .filter(own ->
                        own.session().filter(live -> live.id().equals(session)).isPresent());
        if (terminal.isEmpty() || state.status().isFinal()) {
            return; // It is over, and what it showed last is of no interest.
        }
        if (sighting instanceof Delivered) {
            delivery.put(session, sighting);
            journal.append(Batch.of(new RoundDelivered(state.id(), id, session)));
        } else if (sighting instanceof NotDelivered) {
            delivery.put(session, sighting);
        } else if (sighting instanceof ConversationKnown known) {
            begun(terminal.get(), session, known.conversation());
        } else if (sighting instanceof Unrecognised screen) {
            journal.append(Batch.of(new ScreenUnrecognised(state.id(), id, session, screen.snapshot())));
        } else if (sighting instanceof PromptGone) {
            withdraw(terminal.get(), "what terminal " + id + " asked is no longer on its screen");
        } else {
            onlyInRound(terminal.get(), session, sighting);
        }
    }

    private void begun(TerminalState terminal, SessionId session, String conversation) {
        if (!terminal.talk().conversation().equals(Optional.of(conversation))) {
            journal.append(Batch.of(new ConversationBegun(journal.state().id(), terminal.id(), session, conversation)));
        }
    }

    /** What a CLI asks, or waits for, when its work is reported already is nobody's concern: its session is ended soon. */
    private void onlyInRound(TerminalState terminal, SessionId session, Sighting sighting) {
        TaskId task = terminal.taskId().orElse(null);
        if (task == null || terminal.rounds().open().isEmpty()) {
            log.info(
                    "Terminal {} shows, without a round: {}",
                    terminal.id(),
                    sighting.getClass().getSimpleName());
        } else if (sighting instanceof Asked asked) {
            ask(terminal, SeatAsks.prompt(terminal, task, asked.prompt()));
        } else if (sighting instanceof QuotaReached quota) {
            reached(terminal, session, task, quota);
        }
    }

    private void ask(TerminalState terminal, Ask ask) {
        Batch batch = new Batch();
        openQuestion(terminal)
                .ifPresent(old -> batch.add(new QuestionWithdrawn(
                        journal.state().id(), old, "terminal " + terminal.id() + " asks something else now")));
        questions.ask(ask, batch);
        journal.append(batch);
    }

    /** Once in a round it is waited for what the account allows; whoever reaches it again needs a person. */
    private void reached(TerminalState terminal, SessionId session, TaskId task, QuotaReached quota) {
        Optional<Instant> until = quota.resetsAt()
                .filter(time -> terminal.talk().parking().times() == 0
                        && time.isBefore(journal.now().plus(LONGEST_PARKING)));
        if (until.isEmpty()) {
            ask(terminal, SeatAsks.quota(terminal, task, quota));
            return;
        }
        journal.append(
                Batch.of(new TerminalParked(journal.state().id(), terminal.id(), session, quota.text(), until.get())));
        log.info("Terminal {} is parked until {}", terminal.id(), until.get());
        acts.run(
                () -> {
                    terminals.end(session);
                    return session;
                },
                ended -> log.debug("Session {} was ended for its quota", ended),
                reason -> log.warn("Session {} could not be ended for its quota: {}", session, reason));
    }

    /** Withdraws what people are asked because of sessions that are over, or rounds that are settled. */
    void tidy() {
        for (TerminalState terminal : journal.state().terminals()) {
            if (openQuestion(terminal).isPresent()
                    && (terminal.session().isEmpty() || terminal.rounds().open().isEmpty())) {
                withdraw(terminal, "terminal " + terminal.id() + " does not wait for an answer any more");
            }
        }
    }

    /** The sessions that wait for a person. */
    Set<SessionId> waiting() {
        Set<SessionId> waiting = new HashSet<>();
        for (TerminalState terminal : journal.state().terminals()) {
            if (openQuestion(terminal).isPresent()) {
                terminal.session().ifPresent(session -> waiting.add(session.id()));
            }
        }
        return waiting;
    }

    private void withdraw(TerminalState terminal, String reason) {
        openQuestion(terminal)
                .ifPresent(question -> journal.append(
                        Batch.of(new QuestionWithdrawn(journal.state().id(), question, reason))));
    }

    private Optional<QuestionId> openQuestion(TerminalState terminal) {
        return terminal.talk()
                .question()
                .filter(id -> journal.state().openQuestions().stream()
                        .anyMatch(open -> open.id().equals(id)));
    }
}
