package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.examples.runner.progress.Progress;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a workflow whose process is gone, or asks the process that runs it to go on. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Goes on with a workflow that was cut off or paused, and shows what happens.",
            "Where another process runs it, asks that process to go on."
        })
final class ResumeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Mixin
    private final OwnFilesOption ownFiles = new OwnFilesOption();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The workflow; the only unfinished one where it is left out.")
    private @Nullable String id;

    @Option(
            names = "--take-over",
            description = "Also when a process on another host owns it. Only you can know that it does not live.")
    private boolean takeOver;

    ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path directory = repository.directory();
        Optional<Integer> ended = ended(directory);
        if (ended.isPresent()) {
            return ended.get();
        }
        try {
            return new Attendance(console, directory, ownFiles).attend(this::resume);
        } catch (WorkflowOwnedException e) {
            return askOwner(directory, e.owner());
        }
    }

    /** Its owner may live: it is the owner that goes on, and a person decides whether it is gone. */
    private int askOwner(Path directory, Owner owner) throws InterruptedException {
        Hints hints = new Hints(console, directory);
        try (GitCortex cortex = GitCortex.open(directory)) {
            Workflow workflow = choose(cortex);
            console.line("Process " + owner.pid() + " on host " + owner.host() + " owns workflow "
                    + workflow.workflowId() + ".");
            if (workflow.status() == WorkflowStatus.PAUSED) {
                hints.receipt(cortex.unpause(workflow.workflowId()));
            } else {
                console.line("The workflow is not paused, so that there is nothing to ask of that process.");
            }
            hints.follow(workflow.workflowId());
            if (!takeOver) {
                hints.takeOver(workflow.workflowId());
            }
            return ExitCode.COMPLETED;
        }
    }

    /** Nothing is left to do for a workflow that has ended: it is shown, with its exit code. */
    private Optional<Integer> ended(Path directory) throws InterruptedException {
        try (GitCortex cortex = GitCortex.open(directory)) {
            Workflow workflow = choose(cortex);
            if (!workflow.status().isFinal()) {
                return Optional.empty();
            }
            console.line("Workflow " + workflow.workflowId() + " has ended already.");
            endWhatIsLeft(cortex, workflow.workflowId());
            new Report(console, cortex, directory).full(workflow.workflowId());
            return Optional.of(workflow.status() == WorkflowStatus.COMPLETED ? ExitCode.COMPLETED : ExitCode.FAILED);
        }
    }

    /** A process that is gone may have left sessions running: those it was ending, and the error terminal's. */
    private void endWhatIsLeft(GitCortex cortex, WorkflowId workflow) throws InterruptedException {
        int left = OpenSessions.of(cortex, workflow).size();
        if (left == 0) {
            return;
        }
        try {
            cortex.resume(workflow);
            console.line("What was left of " + left + (left == 1 ? " session" : " sessions") + " has been ended.");
        } catch (WorkflowOwnedException e) {
            console.line(Tone.ATTENTION, String.valueOf(e.getMessage()));
        }
    }

    private WorkflowRun resume(GitCortex cortex, Progress progress) throws InterruptedException {
        WorkflowId workflow = choose(cortex).workflowId();
        new Journal(cortex, workflow).entries(0, progress::skip);
        WorkflowRun run = takeOver ? cortex.takeOver(workflow) : cortex.resume(workflow);
        console.line("Going on with workflow " + workflow + ".");
        return run;
    }

    private Workflow choose(GitCortex cortex) {
        return new Selection(cortex, id)
                .or("unfinished", workflow -> !workflow.status().isFinal());
    }
}
