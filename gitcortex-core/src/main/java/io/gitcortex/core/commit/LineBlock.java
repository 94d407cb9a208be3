package io.gitcortex.core.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the older form of the block, {@code key: value} lines up to the first blank one, into the tree that the JSON form
 * gives. A value may stand in double quotes; nothing and {@code null} mean that it is absent; {@code issues} and
 * {@code files_changed} are JSON on one line. Trailers that follow without a blank line are keys that nobody knows.
 */
final class LineBlock {
    private static final Pattern LINE = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)[ \\t]*:(.*)");
    private static final Set<String> LISTS = Set.of("issues", "files_changed", "filesChanged");

    private final Problems problems;
    private final ObjectNode block = JsonNodeFactory.instance.objectNode();

    LineBlock(Problems problems) {
        this.problems = problems;
    }

    static boolean isOne(String begin) {
        return LINE.matcher(begin.lines().findFirst().orElse("")).matches();
    }

    /** What the lines say; null, with a problem noted, if they are too many. */
    @Nullable
    ObjectNode read(String lines) {
        int size = 0;
        for (Iterator<String> it = lines.lines().iterator(); it.hasNext() && size <= Limits.BLOCK_BYTES; ) {
            String line = it.next();
            if (line.isBlank()) {
                return block;
            }
            size += (int) Limits.utf8Length(line) + 1;
            take(line.strip());
        }
        if (size > Limits.BLOCK_BYTES) {
            problems.add("The metadata block is larger than 64 KiB: shorten notes, issues or files_changed.");
            return null;
        }
        return block;
    }

    private void take(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            problems.add("The metadata line " + Problems.quote(line)
                    + " is not of the form 'key: value': write the block as one JSON object.");
            return;
        }
        String key = matcher.group(1);
        String value = matcher.group(2).strip();
        if (!MetadataReader.knows(key)) {
            return;
        }
        if (block.has(key)) {
            problems.add("The key " + Problems.quote(key) + " is given twice: keep one.");
        } else if (value.isEmpty() || value.equals("null")) {
            block.putNull(key);
        } else {
            block.set(key, LISTS.contains(key) ? list(key, value) : JsonNodeFactory.instance.textNode(unquoted(value)));
        }
    }

    private JsonNode list(String key, String value) {
        JsonNode list = new JsonBlock(problems, e -> "The value of " + key).value(value);
        return list == null ? JsonNodeFactory.instance.nullNode() : list;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
