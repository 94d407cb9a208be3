package io.gitcortex.examples.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.CommitMetadata;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is understood of a commit message, for people and for programs.
 *
 * @param kind plain, with_metadata or malformed
 * @param metadataOrNull what it reports, in our own spelling, or null if it reports nothing that is understood
 * @param problems what is wrong, each in a sentence
 */
record CommitAnswer(String kind, @Nullable CommitMetadata metadataOrNull, List<String> problems) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CommitAnswer of(ParsedCommit parsed) {
        if (parsed instanceof ParsedCommit.WithMetadata with) {
            return new CommitAnswer("with_metadata", with.metadata(), List.of());
        }
        if (parsed instanceof ParsedCommit.Malformed malformed) {
            return new CommitAnswer("malformed", null, malformed.problems());
        }
        return new CommitAnswer("plain", null, List.of());
    }

    Tone tone() {
        return problems.isEmpty() ? Tone.GOOD : Tone.BAD;
    }

    String summary() {
        if (!problems.isEmpty()) {
            return "malformed: the metadata cannot be understood";
        }
        return metadataOrNull == null
                ? "plain: a message without metadata; it reports nothing"
                : "with metadata, which say:";
    }

    /** What it reports, a line each. */
    List<String> metadataLines() {
        return metadataOrNull == null
                ? List.of()
                : CommitMetadataFormat.block(metadataOrNull).lines().toList();
    }

    /** One object on one line. */
    String json() {
        ObjectNode object = JSON.createObjectNode().put("kind", kind);
        object.set("metadata", metadataOrNull == null ? JSON.nullNode() : joined(metadataOrNull));
        problems.forEach(object.putArray("problems")::add);
        return object.toString();
    }

    /** In a commit message long texts are split into arrays, for linters; a program wants them whole. */
    private static JsonNode joined(CommitMetadata metadata) {
        try {
            JsonNode block = JSON.readTree(CommitMetadataFormat.block(metadata));
            join((ObjectNode) block);
            block.path("issues").forEach(issue -> join((ObjectNode) issue));
            return block;
        } catch (IOException e) {
            throw new IllegalStateException("The metadata were written as something that is not JSON", e);
        }
    }

    private static void join(ObjectNode object) {
        for (String key : List.of("notes", "message", "suggestion")) {
            JsonNode value = object.path(key);
            if (value.isArray()) {
                StringBuilder text = new StringBuilder();
                value.forEach(piece -> text.append(piece.asText()));
                object.put(key, text.toString());
            }
        }
    }
}
