package io.gitcortex.core.file;

import java.util.List;

/** Every key of the workflow file, by what it is a part of. {@code docs/workflow.schema.json} tells editors the same. */
final class FileKeys {
    static final List<String> WORKFLOW =
            List.of("name", "goal", "base", "cli", "mode", "sign", "limits", "verify", "errorTerminal", "tasks");
    static final List<String> LIMITS = List.of("parallelTasks", "reviewRounds", "stallTimeout", "verifyTimeout");
    static final List<String> TASK = List.of("id", "name", "description", "dependsOn", "setup", "cleanup", "terminals");
    static final List<String> TERMINAL = List.of("id", "role", "cli", "model", "command", "passEnv", "login");

    private FileKeys() {}
}
