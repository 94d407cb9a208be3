package io.gitcortex.core.commit;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.model.CommitMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata block of a commit message.
 *
 * <p>The block follows a line that holds {@code ---METADATA---} alone: one JSON object over one line or many, with keys
 * in snake_case or camelCase. What stands after the object is ignored. The older form, {@code key: value} lines up to a
 * blank line, is read as well. A message with two separator lines is ambiguous, hence malformed.
 *
 * <p>Limits, in bytes of UTF-8: a message with a block 1 MiB, the block 64 KiB, a value 16 KiB; objects and arrays are
 * nested 8 deep at most.
 *
 * <p>Thread-safe.
 */
public final class CommitMetadataParser {
    private CommitMetadataParser() {}

    /**
     * Says what a commit message reports. Total: there is an answer for every string.
     *
     * @param commitMessage the message, whole
     * @return {@link ParsedCommit.Plain} if it has no separator line; else {@link ParsedCommit.WithMetadata} if the block
     *     is understood, {@link ParsedCommit.Malformed} with every problem if it is not
     */
    public static ParsedCommit parse(String commitMessage) {
        SeparatorLine separator = SeparatorLine.next(commitMessage, 0);
        if (separator == null) {
            return new ParsedCommit.Plain(commitMessage.strip());
        }
        String text = commitMessage.substring(0, separator.start()).strip();
        Problems problems = new Problems();
        CommitMetadata metadata = read(commitMessage, separator, problems);
        return metadata == null
                ? new ParsedCommit.Malformed(text, problems.sentences())
                : new ParsedCommit.WithMetadata(text, metadata);
    }

    /**
     * The metadata of a commit message that must have some.
     *
     * @param commitMessage the message, whole
     * @return its metadata
     * @throws CommitMetadataException if there is no block, or it is malformed; the message says what is wrong
     */
    public static CommitMetadata require(String commitMessage) {
        ParsedCommit parsed = parse(commitMessage);
        if (parsed instanceof ParsedCommit.WithMetadata with) {
            return with.metadata();
        }
        if (parsed instanceof ParsedCommit.Malformed malformed) {
            throw new CommitMetadataException("The metadata of the commit message cannot be understood: "
                    + String.join(" ", malformed.problems()));
        }
        throw new CommitMetadataException("The commit message has no metadata: it needs a line that holds "
                + CommitMetadata.SEPARATOR + " alone, followed by one JSON object");
    }

    private static @Nullable CommitMetadata read(String message, SeparatorLine separator, Problems problems) {
        if (Limits.exceeds(message, Limits.MESSAGE_BYTES)) {
            problems.add("The commit message is larger than 1 MiB: shorten it.");
            return null;
        }
        SeparatorLine second = SeparatorLine.next(message, separator.end());
        if (second != null) {
            problems.add("The line " + CommitMetadata.SEPARATOR + " stands in the message twice, as line "
                    + separator.numberIn(message) + " and as line " + second.numberIn(message)
                    + ": keep one, with one metadata block after it.");
            return null;
        }
        ObjectNode block = block(message, separator, problems);
        return block == null ? null : new MetadataReader(problems).read(block);
    }

    private static @Nullable ObjectNode block(String message, SeparatorLine separator, Problems problems) {
        String block = message.substring(separator.end());
        String begin = block.stripLeading();
        if (begin.startsWith("{")) {
            int linesBefore = separator.numberIn(message);
            return new JsonBlock(problems, e -> place(e.getLocation(), linesBefore)).read(block);
        }
        if (LineBlock.isOne(begin)) {
            return new LineBlock(problems).read(begin);
        }
        problems.add(noBlock(begin));
        return null;
    }

    private static String place(JsonLocation location, int linesBefore) {
        return "The metadata block, at line " + (linesBefore + location.getLineNr()) + ", column "
                + location.getColumnNr() + " of the commit message,";
    }

    private static String noBlock(String begin) {
        String needed = "put one JSON object there, beginning with { and with no code fence around it";
        if (begin.isEmpty()) {
            return "Nothing follows the line " + CommitMetadata.SEPARATOR + ": " + needed + ".";
        }
        String line = begin.lines().findFirst().orElse("");
        return "The line " + CommitMetadata.SEPARATOR + " is followed by " + Problems.quote(line) + ": " + needed + ".";
    }
}
