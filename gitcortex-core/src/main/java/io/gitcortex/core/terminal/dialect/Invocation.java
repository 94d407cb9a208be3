package io.gitcortex.core.terminal.dialect;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session is started for.
 *
 * @param command the plan's command; looked at if the dialect has none
 * @param baseDirectoryOrNull where file names of the plan's command are looked up, or null
 * @param instruction the file that says what the session is to do
 * @param helper the program with which it reports
 * @param modelOrNull the model that the plan names, or null
 * @param conversationOrNull what the conversation is called, or null
 * @param resumes whether that conversation goes on
 */
public record Invocation(
        List<String> command,
        @Nullable Path baseDirectoryOrNull,
        Path instruction,
        Path helper,
        @Nullable String modelOrNull,
        @Nullable String conversationOrNull,
        boolean resumes) {
    public Invocation {
        command = List.copyOf(command);
    }
}
