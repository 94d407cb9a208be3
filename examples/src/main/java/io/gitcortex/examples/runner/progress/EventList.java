package io.gitcortex.examples.runner.progress;

import io.gitcortex.core.json.EventJson;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.JournalEntry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints all events of a workflow, in order. Not thread-safe. */
public final class EventList {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final Console console;
    private final Cast cast = new Cast();
    private final Phrasebook phrases = new Phrasebook(cast);
    private final EventTasks tasks = new EventTasks(cast);

    /** A list on a console. */
    public EventList(Console console) {
        this.console = console;
    }

    /** Prints the next event. */
    public void print(JournalEntry entry) {
        cast.learn(entry.event());
        Phrase phrase = phrases.whole(entry.event());
        String task = tasks.of(entry.event()).map(TaskId::value).orElse("");
        String time = TIME.format(entry.recordedAt().atZone(ZoneId.systemDefault()));
        console.line(
                phrase.tone(),
                String.format(
                                Locale.ROOT,
                                "%5d  %s  %-20s  %s",
                                entry.sequence(),
                                time,
                                EventJson.typeOf(entry.event()),
                                text(task, phrase))
                        .stripTrailing());
    }

    private static String text(String task, Phrase phrase) {
        String about = phrase.who().isEmpty() ? task : phrase.who();
        String who = about.isEmpty() ? "" : about + ": ";
        String details = phrase.details().isEmpty() ? "" : " " + String.join("; ", phrase.details());
        return who + phrase.text() + details;
    }
}
