package io.gitcortex.core.commit;

import io.gitcortex.model.CommitMetadata;
import java.util.List;
import java.util.Objects;

/**
 * What a commit message says, as {@link CommitMetadataParser} understands it.
 *
 * <p>Immutable.
 */
public sealed interface ParsedCommit {
    /**
     * The text that a person reads: what stands before the separator line, or all of it where there is none.
     *
     * @return the text without the metadata block and without surrounding white space; perhaps empty
     */
    String message();

    /**
     * A message without a separator line. It reports nothing.
     *
     * @param message the whole message, without surrounding white space
     */
    record Plain(String message) implements ParsedCommit {
        public Plain {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * A message with a metadata block that is understood.
     *
     * @param message the text before the separator line, without surrounding white space
     * @param metadata what the block reports
     */
    record WithMetadata(String message, CommitMetadata metadata) implements ParsedCommit {
        public WithMetadata {
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(metadata, "metadata");
        }
    }

    /**
     * A message with a separator line, after which stands what cannot be understood. It reports nothing, and completes
     * nothing.
     *
     * @param message the text before the first separator line, without surrounding white space
     * @param problems what is wrong, each in a sentence that an agent can act on; not empty
     */
    record Malformed(String message, List<String> problems) implements ParsedCommit {
        public Malformed {
            Objects.requireNonNull(message, "message");
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("A malformed commit has at least one problem");
            }
        }
    }
}
