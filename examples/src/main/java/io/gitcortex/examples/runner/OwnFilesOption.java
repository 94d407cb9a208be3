package io.gitcortex.examples.runner;

import io.gitcortex.core.CodingCli;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Prompt templates and dialects of a person's own. */
final class OwnFilesOption {
    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            description =
                    "A directory with prompt templates of your own, such as start.hbs (docs/prompts.md lists them).")
    private @Nullable Path prompts;

    @Option(
            names = "--dialects",
            paramLabel = "DIR",
            description = "A directory with coding CLIs of your own, such as my-cli.yaml (docs/dialects.md).")
    private @Nullable Path dialects;

    /** The coding CLIs that a workflow file may name. */
    List<CodingCli> clis() {
        return dialects == null ? CodingCli.all() : CodingCli.all(dialects);
    }

    /** Opens a repository with these files. */
    GitCortex open(Path repository) {
        return apply(GitCortex.builder().repository(repository)).build();
    }

    /** Has a builder use these files. */
    GitCortexBuilder apply(GitCortexBuilder builder) {
        if (prompts != null) {
            builder.prompts(prompts);
        }
        return dialects == null ? builder : builder.dialects(dialects);
    }
}
