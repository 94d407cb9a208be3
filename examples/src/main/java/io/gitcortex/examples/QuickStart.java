package io.gitcortex.examples;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.core.WorkflowRun;
import java.nio.file.Path;
import java.time.Duration;

public final class QuickStart {
    public static void main(String[] arguments) throws Exception {
        try (GitCortex cortex = GitCortex.open(Path.of("."))) {
            WorkflowRun run = cortex.start(WorkflowFile.read(Path.of("workflow.yaml")));
            run.onEvent(entry -> System.out.println(entry.event()));
            System.out.println(run.await(Duration.ofHours(1)));
        }
    }
}
