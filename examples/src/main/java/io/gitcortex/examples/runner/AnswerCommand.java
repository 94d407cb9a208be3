package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.RequestReceipt;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Question;
import java.util.List;
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
                return say(hints, cortex.answer(QuestionId.of(id), answer));
            }
            List<Question> open = cortex.questions(workflow);
            if (open.size() > 1) {
                open.forEach(hints::question);
                console.error(
                        "Workflow " + id + " has " + open.size() + " open questions: answer one of them, by its id");
                return ExitCode.FAILED;
            }
            return say(hints, cortex.answer(workflow, answer));
        }
    }

    private int say(Hints hints, RequestReceipt receipt) {
        hints.receipt(receipt);
        return ExitCode.COMPLETED;
    }
}
