package io.gitcortex.integration.crash;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A repository in which processes die: scripted agents that commit at every step, and a workflow of two tasks by rules, of
 * which a model is asked what to do when a review has rejected the work.
 */
final class CrashSite {
    private final Path parent;
    private final ScratchRepository scratch;
    private final Path workflow;
    private final CountingModel model;
    /** With a CLI whose agents report by files. */
    private final Path dialects;

    private CrashSite(Path parent, ScratchRepository scratch, CountingModel model, Path workflow) throws IOException {
        this.parent = parent;
        this.scratch = scratch;
        this.model = model;
        this.workflow = workflow;
        this.dialects = Files.createDirectories(parent.resolve("dialects"));
        Files.writeString(dialects.resolve("boxed.yaml"), "name: boxed\nreports: file\n");
    }

    /** Makes one whose agents cannot commit: one task, by rules, of which a review rejects the work once. */
    static CrashSite ofFiles(Path parent, CountingModel model) throws IOException {
        ScratchRepository scratch = ScratchRepository.in(parent);
        Path workflow = Files.writeString(parent.resolve("workflow.yaml"), """
                name: greetings
                goal: Say hello
                mode: rules
                tasks:
                  - id: english
                    name: English greeting
                    description: Write english.txt that says hello
                    terminals:
                      - {id: english-coder, role: coder, cli: boxed, command: [sh, "%1$s/coder.sh", english]}
                      - {id: english-reviewer, role: reviewer, cli: boxed, command: [sh, "%1$s/reviewer.sh", english]}
                """.formatted(parent.resolve("agents")));
        return new CrashSite(parent, scratch, model, workflow);
    }

    /**
     * Makes one.
     *
     * @param steps how many steps of two commits each a coder takes before its result
     */
    static CrashSite in(Path parent, CountingModel model, int steps) throws IOException {
        ScratchRepository scratch = ScratchRepository.in(parent);
        Path workflow =
                Files.writeString(parent.resolve("workflow.yaml"), """
                name: greetings
                goal: Say hello
                mode: rules_first
                limits: {reviewRounds: 1}
                tasks:
                  - id: english
                    name: English greeting
                    description: Write english.txt that says hello
                    terminals:
                      - {id: english-coder, role: coder, cli: shell, command: [sh, "%1$s/busy.sh", english, "%2$d"]}
                      - {id: english-reviewer, role: reviewer, cli: shell, command: [sh, "%1$s/reviewer.sh", english]}
                  - id: french
                    name: French greeting
                    description: Write french.txt that says hello
                    terminals:
                      - {id: french-coder, role: coder, cli: shell, command: [sh, "%1$s/busy.sh", french, "%2$d"]}
                """.formatted(parent.resolve("agents"), steps));
        return new CrashSite(parent, scratch, model, workflow);
    }

    ScratchRepository scratch() {
        return scratch;
    }

    Path repository() {
        return scratch.directory();
    }

    /** How often the model has been asked. */
    int calls() {
        return model.calls();
    }

    /** Has a program begin the workflow, or go on with it. */
    RunnerProcess launch(RunnerProcess.Program program) throws IOException {
        String directory = repository().toString();
        List<String> arguments = hasBegun()
                ? List.of("resume", "--repo", directory, "--dialects", dialects.toString())
                : List.of("run", workflow.toString(), "--repo", directory, "--dialects", dialects.toString());
        return RunnerProcess.start(parent, program.in(model.environment()), arguments);
    }

    /** Begins the workflow, or goes on with it, in this process. */
    WorkflowOutcome finish(Duration limit) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(model.environment());
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository())
                .environment(environment)
                .dialects(dialects)
                .build()) {
            List<Workflow> known = cortex.workflows();
            WorkflowRun run = known.isEmpty()
                    ? cortex.start(WorkflowFile.read(workflow))
                    : cortex.resume(known.get(0).workflowId());
            return run.await(limit);
        }
    }

    /** Whether the workflow has ended; a process that was killed then may have left something running. */
    boolean isOver() {
        return workflows().stream().anyMatch(known -> known.status().isFinal());
    }

    private boolean hasBegun() {
        return !workflows().isEmpty();
    }

    private List<Workflow> workflows() {
        Path database = Aftermath.database(repository());
        return Files.exists(database) ? Aftermath.workflows(database) : List.of();
    }
}
