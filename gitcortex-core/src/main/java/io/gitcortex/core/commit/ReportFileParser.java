package io.gitcortex.core.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report that stands in a file instead of in a commit message: the JSON object of a metadata block, which also holds
 * {@code message}, the text of the commit that is made of it. The rules and the limits are those of
 * {@link CommitMetadataParser}; the message is one more value of 16 KiB at most.
 *
 * <p>Thread-safe.
 */
public final class ReportFileParser {
    private ReportFileParser() {}

    /**
     * Says what a file reports. Total: there is an answer for every string.
     *
     * @param file the content of the file, whole
     * @return {@link ParsedCommit.WithMetadata} if it is understood, of which {@link CommitMetadataFormat#message} makes a
     *     commit message; else {@link ParsedCommit.Malformed} with every problem and an empty message
     */
    public static ParsedCommit parse(String file) {
        Problems problems = new Problems();
        ParsedCommit.WithMetadata report = read(file, problems);
        return report == null ? new ParsedCommit.Malformed("", problems.sentences()) : report;
    }

    private static ParsedCommit.@Nullable WithMetadata read(String file, Problems problems) {
        String begin = file.stripLeading();
        if (!begin.startsWith("{")) {
            problems.add((begin.isEmpty() ? "The file is empty" : "The file begins with " + firstLine(begin))
                    + ": put one JSON object there, beginning with { and with no code fence around it.");
            return null;
        }
        ObjectNode block = new JsonBlock(
                        problems,
                        e -> "The file, at line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ",")
                .read(file);
        if (block == null) {
            return null;
        }
        String message = message(new Fields(block, "", problems), problems);
        CommitMetadata metadata = new MetadataReader(problems).read(block);
        if (metadata == null || message == null) {
            return null;
        }
        if (metadata.status() == CommitStatus.MERGED) {
            problems.add("The status merged is GitCortex's own: report completed.");
            return null;
        }
        return fitting(message, metadata, problems);
    }

    private static String firstLine(String text) {
        return Problems.quote(text.lines().findFirst().orElse(""));
    }

    private static @Nullable String message(Fields fields, Problems problems) {
        String message = fields.required("message", key -> unlessBlank(fields.longText(key)));
        if (message != null && SeparatorLine.next(message, 0) != null) {
            problems.add("message must not hold a line " + CommitMetadata.SEPARATOR
                    + ": it marks where a commit's metadata begins.");
        }
        return message == null ? null : storable(message).strip();
    }

    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** A commit message ends at a NUL for git, and UTF-8 has no place for halves of characters; JSON can hold both. */
    private static String storable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\ufffd' : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** What just fits into a file may grow where it is indented as a block is. */
    private static ParsedCommit.@Nullable WithMetadata fitting(
            String message, CommitMetadata metadata, Problems problems) {
        if (problems.count() > 0) {
            return null;
        }
        try {
            String unused = CommitMetadataFormat.message(message, metadata);
            return new ParsedCommit.WithMetadata(message, metadata);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage() + ".");
            return null;
        }
    }
}
