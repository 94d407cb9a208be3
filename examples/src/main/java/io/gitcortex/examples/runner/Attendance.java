package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.WorkflowTimeoutException;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.examples.runner.progress.Cast;
import io.gitcortex.examples.runner.progress.Progress;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a workflow to its outcome while a person watches. */
final class Attendance {
    /** How often the line that is alive is drawn again. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** How long somebody may look into a failure before the runner ends. */
    private static final Duration ERROR_TERMINAL_GRACE = Duration.ofMinutes(10);

    private final Console console;
    private final Path repository;
    private final OwnFilesOption ownFiles;

    Attendance(Console console, Path repository) {
        this(console, repository, new OwnFilesOption());
    }

    Attendance(Console console, Path repository, OwnFilesOption ownFiles) {
        this.console = console;
        this.repository = repository;
        this.ownFiles = ownFiles;
    }

    /** Begins to run a workflow. */
    interface Beginning {
        WorkflowRun begin(GitCortex cortex, Progress progress) throws InterruptedException;
    }

    /**
     * Opens the repository, runs a workflow there, and says how it ended.
     *
     * @return the exit code
     */
    int attend(Beginning beginning) throws Exception {
        try (GitCortex cortex = open()) {
            Progress progress = new Progress(console, Clock.systemUTC());
            WorkflowRun run = beginning.begin(cortex, progress);
            Report report = new Report(console, cortex, repository);
            Interruption interruption = new Interruption(() -> leave(cortex, run));
            return interruption.guard(() -> {
                WorkflowOutcome outcome = watch(cortex, run, progress);
                console.line("");
                report.full(run.id());
                int exitCode = exitCode(outcome, run);
                awaitErrorTerminal(cortex, run);
                return exitCode;
            });
        }
    }

    private GitCortex open() {
        OrchestratorConfig config = OrchestratorConfig.builder()
                .errorTerminalGrace(ERROR_TERMINAL_GRACE)
                .build();
        return ownFiles.apply(GitCortex.builder().repository(repository).config(config))
                .build();
    }

    /** Closing waits for it; done here, where an interruption is noticed. */
    private void awaitErrorTerminal(GitCortex cortex, WorkflowRun run) {
        Cast cast = new Cast();
        new Journal(cortex, run.id()).entries(0, entry -> cast.learn(entry.event()));
        OpenSessions.of(cortex, run.id()).forEach((session, terminal) -> {
            if (cast.task(terminal).isEmpty()) {
                console.line("");
                console.line(
                        Tone.ATTENTION,
                        "Waiting for " + cast.name(terminal) + ", which looks into the failure (session " + session
                                + "): " + ERROR_TERMINAL_GRACE.toMinutes() + " minutes at most; Ctrl-C ends the wait.");
            }
        });
        cortex.close();
    }

    private WorkflowOutcome watch(GitCortex cortex, WorkflowRun run, Progress progress) throws Exception {
        WorkflowOutcome outcome;
        AutoCloseable feed = run.onEvent(progress.lastSequence(), progress::show);
        try {
            outcome = await(cortex, run, progress);
        } finally {
            feed.close();
        }
        // The feed runs behind: what it has not told yet is told here.
        new Journal(cortex, run.id()).entries(progress.lastSequence(), progress::show);
        console.live("");
        return outcome;
    }

    /** A workflow may take days; a person who has had enough interrupts. */
    private static WorkflowOutcome await(GitCortex cortex, WorkflowRun run, Progress progress)
            throws InterruptedException {
        while (true) {
            try {
                WorkflowOutcome outcome = run.await(TICK);
                boolean asks = outcome instanceof WorkflowOutcome.NeedsAnswer;
                // Whoever lives and waits for the answer would be ended, and what it asks would be gone.
                if (!asks || OpenSessions.of(cortex, run.id()).isEmpty()) {
                    return outcome;
                }
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
            } catch (WorkflowTimeoutException e) {
                // Nothing has been decided yet.
            }
            progress.refresh();
        }
    }

    private void leave(GitCortex cortex, WorkflowRun run) {
        console.live("");
        console.line(Tone.ATTENTION, "Interrupted: ending the sessions. The workflow stays as it is.");
        boolean over = run.workflow().status().isFinal();
        cortex.close();
        if (!over) {
            new Hints(console, repository).resume(run.id());
        }
    }

    private int exitCode(WorkflowOutcome outcome, WorkflowRun run) {
        if (outcome instanceof WorkflowOutcome.Completed) {
            return ExitCode.COMPLETED;
        }
        if (outcome instanceof WorkflowOutcome.NeedsAnswer waiting) {
            console.line("");
            console.line(Tone.ATTENTION, "Nothing can move until a person decides.");
            Hints hints = new Hints(console, repository);
            waiting.questions().forEach(hints::question);
            console.line("Nobody runs the workflow from here on: what is answered or settled is taken up by resume.");
            hints.resume(run.id());
            return ExitCode.WAITS;
        }
        return ExitCode.FAILED;
    }
}
