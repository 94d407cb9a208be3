package io.gitcortex.core.terminal.dialect;

import java.util.regex.Pattern;

/**
 * Where a CLI that names its conversations itself writes the name down.
 *
 * @param file a glob below its home, such as {@code .codex/sessions/**}{@code /rollout-*.jsonl}
 * @param id what in such a file's name is the conversation: the first group
 */
public record ConversationFile(String file, Pattern id) {
    public ConversationFile {
        if (file == null || file.isBlank() || file.startsWith("/") || file.contains("..")) {
            throw new IllegalArgumentException("'file' must be a pattern below the home, not '" + file + "'");
        }
        if (id == null || id.matcher("").groupCount() < 1) {
            throw new IllegalArgumentException("'id' must be an expression with a group");
        }
    }
}
