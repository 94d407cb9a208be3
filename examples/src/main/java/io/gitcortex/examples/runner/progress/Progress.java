package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows a workflow's events as they come, each once, and on a terminal who is at work. An event that was shown already may
 * be given again. Thread-safe.
 */
public final class Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String INDENT = "            ";

    private final Object lock = new Object();
    private final Console console;
    private final Clock clock;
    private final Cast cast = new Cast();
    private final Phrasebook phrases = new Phrasebook(cast);
    private final Map<TerminalId, Instant> atWork = new LinkedHashMap<>();
    private long lastSequence;

    /** Progress on a console, by this clock. */
    public Progress(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    /** Shows an event. */
    public void show(JournalEntry entry) {
        synchronized (lock) {
            if (take(entry)) {
                phrases.of(entry.event()).ifPresent(phrase -> print(entry, phrase));
                drawWorkers();
            }
        }
    }

    /** Takes note of an event that the person knows of already. */
    public void skip(JournalEntry entry) {
        synchronized (lock) {
            take(entry);
            atWork.clear(); // Whoever was at work then is not now: another process went on.
        }
    }

    private boolean take(JournalEntry entry) {
        if (entry.sequence() <= lastSequence) {
            return false;
        }
        lastSequence = entry.sequence();
        cast.learn(entry.event());
        if (entry.event() instanceof SessionOpened opened) {
            atWork.put(opened.terminalId(), entry.recordedAt());
        } else if (entry.event() instanceof SessionEnded ended) {
            atWork.remove(ended.terminalId());
        }
        return true;
    }

    /** Draws the line that says who is at work, and for how long. */
    public void refresh() {
        synchronized (lock) {
            drawWorkers();
        }
    }

    private void drawWorkers() {
        Instant now = clock.instant();
        console.live(atWork.entrySet().stream()
                .map(worker -> cast.name(worker.getKey()) + " "
                        + Math.max(0, Duration.between(worker.getValue(), now).toSeconds()) + " s")
                .collect(Collectors.joining(", ", atWork.isEmpty() ? "" : "at work: ", "")));
    }

    private void print(JournalEntry entry, Phrase phrase) {
        String time = TIME.format(entry.recordedAt().atZone(ZoneId.systemDefault()));
        String who = phrase.who().isEmpty() ? "" : phrase.who() + ": ";
        console.line(phrase.tone(), time + "  " + who + phrase.text());
        phrase.details().forEach(detail -> console.line(phrase.tone(), INDENT + detail));
    }

    /** The newest event that was taken in; 0 for none. */
    public long lastSequence() {
        synchronized (lock) {
            return lastSequence;
        }
    }
}
