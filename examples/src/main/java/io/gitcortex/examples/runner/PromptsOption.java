package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Prompt templates of a person's own. */
final class PromptsOption {
    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            description =
                    "A directory with prompt templates of your own, such as start.hbs (docs/prompts.md lists them).")
    private @Nullable Path directory;

    /** Opens a repository with these templates. */
    GitCortex open(Path repository) {
        return apply(GitCortex.builder().repository(repository)).build();
    }

    /** Has a builder use these templates. */
    GitCortexBuilder apply(GitCortexBuilder builder) {
        return directory == null ? builder : builder.prompts(directory);
    }
}
