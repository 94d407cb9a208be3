package io.gitcortex.examples.runner;

import io.gitcortex.core.RequestReceipt;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.ShellWord;
import io.gitcortex.examples.runner.progress.Wording;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Question;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a person can do next, as commands to be pasted. */
record Hints(Console console, Path repository) {
    /** A question with all that can be answered, and a command that answers it. */
    void question(Question question) {
        Wording.question(question).forEach(console::line);
        String proposed = Proposal.of(question);
        console.line("  Answer it:     " + command("answer " + question.id() + " " + ShellWord.of(proposed)));
        String others = question.choices().stream()
                .map(Question.Choice::key)
                .filter(key -> !key.equals(proposed))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            console.line("  Or instead of " + proposed + ": " + others);
        }
    }

    /** What becomes of a request. */
    void receipt(RequestReceipt receipt) {
        console.line(receipt.message());
        if (receipt.taker() == RequestReceipt.Taker.NEXT_RESUME) {
            resume(receipt.workflowId());
        }
    }

    /** How to go on with a workflow. */
    void resume(WorkflowId id) {
        console.line("Go on with it:   " + command("resume " + id));
    }

    /** How to go on with what was cut off. */
    void goOn() {
        console.line("Go on:           " + command("resume"));
    }

    /** What to do about an owner of which nobody here can say whether it lives. */
    void takeOver(WorkflowId id) {
        console.line("If that host is another one, and the process is known to be gone: "
                + command("resume " + id + " --take-over"));
    }

    /** How to see what happens in a workflow. */
    void follow(WorkflowId id) {
        console.line("See it happen:   " + command("events " + id + " --follow"));
    }

    /** How to see what the agents of a workflow have printed. */
    void logs(WorkflowId id) {
        console.line("What they said:  " + command("logs " + id + "/TERMINAL"));
    }

    /** How to see what has happened in a workflow. */
    void events(WorkflowId id) {
        console.line("What happened:   " + command("events " + id));
    }

    private String command(String words) {
        return console.style().program() + " " + words + " --repo " + ShellWord.of(repository.toString());
    }
}
