package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.Dialect;
import io.gitcortex.core.terminal.dialect.ScreenPattern;
import io.gitcortex.core.terminal.dialect.ScreenState;
import io.gitcortex.core.terminal.screen.ScreenView;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The talk with a CLI: looks at its screen again and again, hands over what the round is about when the CLI listens, answers what its dialect
 * allows, and tells what else is to be known. Nothing is typed into a screen that is not known.
 *
 * <p>{@link #look} is called by the session's thread; what others want to have typed waits in {@link Requests}.
 */
final class Dialogue {
    private static final Logger log = LoggerFactory.getLogger(Dialogue.class);
    /** Screens are drawn in pieces: what is seen once may be half of something else. */
    private static final Duration SETTLED = Duration.ofMillis(300);
    /** A screen that stands still so long and is not known is told of. */
    private static final Duration UNKNOWN = Duration.ofSeconds(10);
    /** For a CLI that is connected with its first output, and then takes its time. */
    private static final Duration READY = Duration.ofMinutes(2);

    private final Dialect dialect;
    private final TerminalSession session;
    private final Keyboard keyboard;
    private final Consumer<Sighting> told;
    private final Clock clock;
    private final Requests requests = new Requests();
    private final Answers answers;
    private final FreshLines fresh = new FreshLines();
    private final String first;
    private final Duration within;
    /** Since when it is the CLI's turn: while a person is asked, or types, no time for connecting passes. */
    private Instant waitsSince;

    private @Nullable Delivery delivery;
    private String underWay = "";
    private @Nullable String left;
    private @Nullable Seen seen;
    private @Nullable ScreenPattern quota;
    private @Nullable String unknown;
    private boolean delivered;
    private boolean over;
    private volatile @Nullable Instant readySince;
    private volatile Instant lastSaid;
    private volatile boolean takenOver;

    /** A screen, and since when it is shown. */
    private record Seen(Optional<ScreenPattern> pattern, ScreenView view, Instant since) {
        String text() {
            return view.text();
        }

        Optional<ScreenState> state() {
            return pattern.map(ScreenPattern::state);
        }
    }

    /** What a dialogue is about: the first text, how long its CLI may take to listen, and who is told what is seen. */
    record Opening(String text, Duration within, Consumer<Sighting> told) {}

    Dialogue(Dialect dialect, TerminalSession session, Opening opening, Clock clock) {
        this.dialect = dialect;
        this.session = session;
        this.keyboard = new Keyboard(session);
        this.clock = clock;
        this.told = opening.told();
        this.answers = new Answers(new Answers.Means(session.id(), keyboard, requests, dialect.typing()), told);
        this.waitsSince = clock.instant();
        this.lastSaid = waitsSince;
        this.within = opening.within();
        this.first = opening.text();
    }

    /** What others want to have typed. */
    Requests requests() {
        return requests;
    }

    /** Since when the CLI, having been told what to do, stands at its prompt; empty if it does not. */
    Optional<Instant> readySince() {
        return Optional.ofNullable(readySince);
    }

    /** When something new last came up on the screen. */
    Instant lastSaid() {
        return lastSaid;
    }

    /** While a person types, nobody else does. */
    void takeOver(boolean now) {
        takenOver = now;
    }

    /** Whether the round's text was handed over. */
    boolean isDelivered() {
        return delivered;
    }

    /**
     * Looks at the screen, and does what there is to do. Writes at most; never waits for what comes of it.
     *
     * @return false if the session is to be ended, since it could not be told what to do
     */
    boolean look(ScreenView view) throws InterruptedException {
        Instant now = clock.instant();
        Seen current = note(view, now);
        if (fresh.areOn(view, current.pattern())) {
            lastSaid = now;
        }
        if (over) {
            return false;
        }
        boolean settled = !now.isBefore(current.since().plus(SETTLED));
        if (settled) {
            follow(current, view, now);
        }
        if (takenOver || answers.isAwaited() || quota != null) {
            waitsSince = now;
        }
        if (!takenOver) {
            advance(current, view, now, settled);
        }
        return !over;
    }

    private Seen note(ScreenView view, Instant now) {
        Seen before = seen;
        if (before != null && view.equals(before.view())) {
            return before; // What matched it then does now.
        }
        Optional<ScreenPattern> pattern = dialect.recognise(view);
        boolean same = before != null
                && before.pattern().equals(pattern)
                && (pattern.isPresent() || before.view().text().equals(view.text()));
        Seen current =
                new Seen(pattern, view, same ? Objects.requireNonNull(before).since() : now);
        seen = current;
        return current;
    }

    /** Tells what has newly come to stay on the screen, and what has gone from it. */
    private void follow(Seen current, ScreenView view, Instant now) throws InterruptedException {
        ScreenPattern pattern = current.pattern().orElse(null);
        answers.follow(pattern, view);
        if (quota != null && !quota.equals(pattern)) {
            quota = null;
        }
        boolean ready = delivered && delivery == null && pattern != null && pattern.state() == ScreenState.READY;
        readySince = ready ? Objects.requireNonNullElse(readySince, current.since()) : null;
        if (pattern == null) {
            unknown(current, now);
            return;
        }
        unknown = null;
        switch (pattern.state()) {
            case ASKING -> answers.see(pattern, view, new Answers.Moment(now, takenOver));
            case QUOTA -> quota(pattern, view);
            case READY, BUSY -> answers.moved();
            case ERROR -> log.debug("Session {} shows {}", session.id(), pattern.name());
        }
    }

    private void unknown(Seen current, Instant now) {
        if (!now.isBefore(current.since().plus(UNKNOWN)) && !current.text().equals(unknown)) {
            unknown = current.text();
            told.accept(new Sighting.Unrecognised(current.text()));
        }
    }

    private void quota(ScreenPattern pattern, ScreenView view) {
        if (quota == null) {
            quota = pattern;
            Optional<Instant> resets = pattern.resets(view)
                    .flatMap(words -> ResetTime.parse(words, clock.instant(), ZoneId.systemDefault()));
            told.accept(new Sighting.QuotaReached(pattern.text(view), resets.orElse(null)));
        }
    }

    private void advance(Seen current, ScreenView view, Instant now, boolean settled) throws InterruptedException {
        if (delivery != null) {
            deliver(delivery, current, view, now);
        } else if (answers.isUnderWay()) {
            answers.finish(current.pattern(), now);
        } else if (!delivered && (!answers.isAwaited() || !settled)) {
            begin(current, now);
        } else if (settled) {
            take(current, now);
        }
    }

    /** Until it stands at its prompt, nothing is typed; while it asks, it is a person's turn. */
    private void begin(Seen current, Instant now) {
        Optional<ScreenState> state = current.state();
        boolean stands = !now.isBefore(current.since().plus(dialect.settle()));
        if (stands && state.filter(ScreenState.READY::equals).isPresent()) {
            delivery = delivery(first);
        } else if (!now.isBefore(deadline(current))) {
            refuse("it did not stand at its prompt in time; its screen shows: " + lastLines(current.text()));
        }
    }

    private Instant deadline(Seen current) {
        boolean connected = !dialect.startsReady() && !current.text().isBlank();
        return waitsSince.plus(connected && READY.compareTo(within) > 0 ? READY : within);
    }

    /** A text that was typed and refused may still stand there: typed again, it would stand there twice. */
    private Delivery delivery(String text) {
        boolean again = text.equals(left);
        left = null;
        underWay = text;
        return again ? Delivery.again(text, dialect.typing()) : new Delivery(text, dialect.typing());
    }

    private void deliver(Delivery under, Seen current, ScreenView view, Instant now) throws InterruptedException {
        Delivery.Step step = under.next(view, current.state(), now);
        if (step instanceof Delivery.Step.Type type) {
            try {
                keyboard.press(type.keys());
            } catch (TerminalException e) {
                failed(String.valueOf(e.getMessage()));
            }
        } else if (step instanceof Delivery.Step.Accepted) {
            delivery = null;
            seen = null;
            if (!delivered) {
                delivered = true;
                told.accept(new Sighting.Delivered());
            } else {
                requests.done();
            }
        } else if (step instanceof Delivery.Step.Refused refused) {
            failed(refused.reason());
        }
    }

    private void failed(String reason) {
        delivery = null;
        left = underWay;
        if (delivered) {
            requests.refuse(reason);
        } else {
            refuse(reason);
        }
    }

    private void refuse(String reason) {
        over = true;
        told.accept(new Sighting.NotDelivered(reason));
    }

    /** Takes the next text of others: an answer where something is asked, else a text that is typed at the prompt. */
    private void take(Seen current, Instant now) throws InterruptedException {
        Optional<ScreenState> state = current.state();
        if (!answers.isAwaited()
                && state.isEmpty()
                && now.isBefore(current.since().plus(UNKNOWN))) {
            return; // Half of a screen that is being drawn, most often.
        }
        Optional<String> text = requests.next();
        if (text.isEmpty()) {
            return;
        }
        if (text.get().isBlank()) {
            requests.refuse("there is nothing to type");
        } else if (answers.isAwaited()) {
            answers.give(text.get(), current.pattern(), now);
        } else if (state.isEmpty()) {
            requests.refuse("the screen of the CLI is none that is known; nothing is typed into it: "
                    + lastLines(current.text()));
        } else if (state.get() == ScreenState.ASKING || state.get() == ScreenState.QUOTA) {
            requests.refuse("the CLI does not listen now: its screen shows '"
                    + current.pattern().map(ScreenPattern::name).orElse("") + "'");
        } else {
            readySince = null;
            delivery = delivery(text.get());
        }
    }

    private static String lastLines(String text) {
        String[] lines = text.strip().split("\n");
        int from = Math.max(0, lines.length - 5);
        return String.join(" / ", Arrays.asList(lines).subList(from, lines.length));
    }
}
