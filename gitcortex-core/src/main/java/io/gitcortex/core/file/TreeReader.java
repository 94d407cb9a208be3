package io.gitcortex.core.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.gitcortex.core.file.FileNode.Entry;
import io.gitcortex.core.file.FileNode.Kind;
import io.gitcortex.core.file.FileNode.Mapping;
import io.gitcortex.core.file.FileNode.Scalar;
import io.gitcortex.core.file.FileNode.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns YAML or JSON into a tree that knows its lines. Not thread-safe. */
final class TreeReader {
    /** Far more than a plan needs, far less than would hurt. */
    private static final int MAX_DEPTH = 32;

    /** Aliases repeat what they name, and may name what repeats: what counts is the size when all is written out. */
    private static final int MAX_WEIGHT = 50_000;

    /** YAML in flow style may begin with a brace too, but hardly ever with a quoted key. */
    private static final Pattern JSON = Pattern.compile("^\\s*\\{\\s*\"");

    private static final JsonFactory JSON_FACTORY = new JsonFactory();
    private static final YAMLFactory YAML_FACTORY = new YAMLFactory();

    private final JsonParser parser;
    private final Problems problems;
    private final Map<String, FileNode> anchors = new HashMap<>();

    private TreeReader(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The tree of a text; null, and a problem noted, where there is none. */
    static @Nullable FileNode read(String text, Problems problems) {
        boolean json = JSON.matcher(text).find();
        try (JsonParser parser = (json ? JSON_FACTORY : YAML_FACTORY).createParser(text)) {
            return new TreeReader(parser, problems).root();
        } catch (IOException e) {
            SyntaxError error = SyntaxError.of(e, json ? "JSON" : "YAML");
            problems.addAt("", error.line(), error.message());
            return null;
        }
    }

    private @Nullable FileNode root() throws IOException {
        if (parser.nextToken() == null) {
            problems.addAt("", 1, "the file is empty; it must be a workflow with name, goal and tasks");
            return null;
        }
        FileNode root = value(0);
        if (parser.nextToken() != null) {
            problems.addAt("", line(), "a second document begins here; a file holds one workflow");
        }
        return root;
    }

    private FileNode value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new TooMuchException(line(), "nested deeper than " + MAX_DEPTH);
        }
        String anchor =
                parser.getObjectId() == null ? null : parser.getObjectId().toString();
        FileNode node = switch (parser.currentToken()) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            default -> scalar();
        };
        if (node.weight() > MAX_WEIGHT) {
            throw new TooMuchException(
                    node.line(), "more than " + MAX_WEIGHT + " values when all aliases are written out");
        }
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private FileNode mapping(int depth) throws IOException {
        int start = line();
        Map<String, Entry> entries = new LinkedHashMap<>();
        int weight = 1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = line();
            parser.nextToken();
            Entry entry = new Entry(line, value(depth + 1));
            weight += entry.value().weight();
            Entry first = entries.putIfAbsent(key, entry);
            if (first != null) {
                problems.addAt("", line, "the key '" + key + "' is there twice; the first is on line " + first.line());
            }
        }
        return new Mapping(start, entries, weight);
    }

    private FileNode sequence(int depth) throws IOException {
        int start = line();
        List<FileNode> items = new ArrayList<>();
        int weight = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            FileNode item = value(depth + 1);
            weight += item.weight();
            items.add(item);
        }
        return new Sequence(start, items, weight);
    }

    private FileNode scalar() throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return aliased(parser.getText());
        }
        Kind kind = switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.TRUTH;
            case VALUE_NULL -> Kind.NOTHING;
            default -> Kind.TEXT;
        };
        return new Scalar(line(), kind, parser.getText());
    }

    private FileNode aliased(String anchor) {
        FileNode node = anchors.get(anchor);
        if (node == null) {
            problems.addAt("", line(), "*" + anchor + " names no list or mapping above it; write out what is meant");
            return new Scalar(line(), Kind.NOTHING, "");
        }
        return node;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The file is of a size that no plan has. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int line;

        TooMuchException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
