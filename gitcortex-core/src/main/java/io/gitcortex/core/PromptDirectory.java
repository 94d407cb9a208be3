package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.decide.PromptTemplates;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads a host's own prompt templates: each file whose name ends in {@code .hbs} takes the place of the one of that name. */
final class PromptDirectory {
    private static final String SUFFIX = ".hbs";
    /** Far more than a model reads with attention. */
    private static final long MAX_BYTES = 256 * 1024;

    private PromptDirectory() {}

    /**
     * The templates, the host's own among them.
     *
     * @throws GitCortexException if the directory or a file cannot be read, or a template is wrong
     */
    static PromptTemplates read(Path directory) {
        Map<String, String> own = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                own.put(name.substring(0, name.length() - SUFFIX.length()), text(file));
            }
            return PromptTemplates.with(own);
        } catch (IOException e) {
            throw new GitCortexException(
                    "The directory of prompt templates " + directory + " cannot be read (" + e
                            + "); name one that exists, with files such as start.hbs",
                    e);
        } catch (GitCortexException e) {
            throw new GitCortexException("In " + directory + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new GitCortexException(file.getFileName() + " is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new GitCortexException(file.getFileName() + " is not in UTF-8; save it so", e);
        }
    }
}
