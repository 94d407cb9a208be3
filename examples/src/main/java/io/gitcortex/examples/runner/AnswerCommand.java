package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.RequestReceipt;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Question;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answers a question. */
@Command(
        name = "answer",
        mixinStandardHelpOptions = true,
        description = "Answers a question of a workflow, whoever runs it.")
final class AnswerCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The question; or the workflow, if exactly one of its questions is open.")
    private String id = "";

    @Parameters(
            index = "1",
            paramLabel = "ANSWER",
            description = "The key of one of the question's choices, or other words, in quotes.")
    private String answer = "";

    AnswerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GitCortex cortex = repository.open()) {
            Hints hints = new Hints(console, repository.directory());
            WorkflowId workflow = RepositoryOption.workflowId(id);
            if (cortex.workflow(workflow).isEmpty()) {
                Optional<Question> question = question(cortex, QuestionId.of(id));
                return say(hints, cortex.answer(QuestionId.of(id), answer), question);
            }
            List<Question> open = cortex.questions(workflow);
            if (open.size() > 1) {
                open.forEach(hints::question);
                console.error(
                        "Workflow " + id + " has " + open.size() + " open questions: answer one of them, by its id");
                return ExitCode.FAILED;
            }
            return say(hints, cortex.answer(workflow, answer), open.stream().findFirst());
        }
    }

    private static Optional<Question> question(GitCortex cortex, QuestionId id) {
        return cortex.workflows().stream()
                .flatMap(workflow -> cortex.questions(workflow.workflowId()).stream())
                .filter(question -> question.id().equals(id))
                .findFirst();
    }

    /** A key that was mistyped is an answer in other words, which cannot be taken back: that is said at least. */
    private int say(Hints hints, RequestReceipt receipt, Optional<Question> question) {
        List<String> keys = question.map(asked ->
                        asked.choices().stream().map(Question.Choice::key).toList())
                .orElse(List.of());
        if (!keys.isEmpty() && !keys.contains(answer)) {
            console.line(
                    Tone.ATTENTION,
                    "'" + answer + "' is none of " + String.join(", ", keys)
                            + ": it is taken as an answer in other words.");
        }
        hints.receipt(receipt);
        return ExitCode.COMPLETED;
    }
}
