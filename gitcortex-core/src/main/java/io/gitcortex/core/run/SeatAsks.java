package io.gitcortex.core.run;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.terminal.ScreenPrompt;
import io.gitcortex.core.terminal.ScreenPrompt.Kind;
import io.gitcortex.core.terminal.ScreenPrompt.Option;
import io.gitcortex.core.terminal.Sighting.QuotaReached;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Question.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person is asked because of what a session's screen shows. */
final class SeatAsks {
    private static final String CLOSE = "close";
    /** A screen holds this much at most; whoever is asked reads a sentence. */
    private static final int MAX_TEXT = 2_000;

    private static final Pattern DENIAL = Pattern.compile("(no|deny|reject|cancel|don't|do not|never|exit)\\b.*");

    private SeatAsks() {}

    /** What the CLI asks. By default nothing is allowed. */
    static Ask prompt(TerminalState terminal, TaskId task, ScreenPrompt prompt) {
        Choice close = new Choice(
                CLOSE, "end its session; the round counts as failed", List.of(new CloseTerminal(terminal.id())));
        List<Choice> choices = new ArrayList<>();
        if (prompt.kind() == Kind.PASSWORD) {
            choices.add(new Choice(SecretAnswers.TYPED, "I have typed it into the terminal myself", List.of()));
        }
        for (Option option : prompt.options()) {
            if (!option.key().equalsIgnoreCase(CLOSE)) {
                choices.add(new Choice(
                        option.key(), option.label(), List.of(new SendToTerminal(terminal.id(), option.key()))));
            }
        }
        choices.add(close);
        String denial = prompt.options().stream()
                .filter(option -> isDenial(option.key()) || isDenial(option.label()))
                .map(Option::key)
                .findFirst()
                .orElse(CLOSE);
        return new Ask(task, about(terminal, prompt), choices, denial, terminal.id());
    }

    private static String about(TerminalState terminal, ScreenPrompt prompt) {
        String text = prompt.text().length() <= MAX_TEXT
                ? prompt.text()
                : prompt.text().substring(0, MAX_TEXT) + " [...]";
        String typing = switch (prompt.kind()) {
            case INPUT -> " An answer in other words is typed into it.";
            case PASSWORD -> " It is a secret: type it into the terminal itself (attach), never into an answer.";
            case ENTER, YES_NO, CHOICE, ARROW_SELECT -> "";
        };
        return "Terminal " + terminal.id() + " asks:\n" + text + "\nWhat shall it be told?" + typing;
    }

    private static boolean isDenial(String text) {
        return DENIAL.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
    }

    /** A quota that names no time, or one that is reached again as soon as it is over. */
    static Ask quota(TerminalState terminal, TaskId task, QuotaReached quota) {
        return new Ask(
                task,
                "Terminal " + terminal.id() + " has used up what its account allows: " + quota.text() + " What now?",
                List.of(
                        new Choice(
                                "again",
                                "end its session, and begin another one",
                                List.of(new CloseTerminal(terminal.id()))),
                        new Choice(
                                "fail",
                                "give the task up",
                                List.of(new FailTask(
                                        task, "terminal " + terminal.id() + " has used up what its account allows")))),
                "fail",
                terminal.id());
    }
}
