package io.gitcortex.core.file;

import io.gitcortex.core.file.FileNode.Entry;
import io.gitcortex.core.file.FileNode.Kind;
import io.gitcortex.core.file.FileNode.Mapping;
import io.gitcortex.core.file.FileNode.Scalar;
import io.gitcortex.core.file.FileNode.Sequence;
import io.gitcortex.model.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, asked for its keys. What is wrong is noted, and answered as if it were not there. Not
 * thread-safe.
 */
final class Section {
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String PLACEHOLDER = "unnamed";

    private final Mapping mapping;
    private final String path;
    private final Problems problems;

    private Section(Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    /** The mapping at {@code path}, if it is one; keys that are not known are noted. */
    static @Nullable Section of(FileNode node, String path, List<String> known, Problems problems) {
        problems.locate(path, node.line());
        if (!(node instanceof Mapping mapping)) {
            String what = path.isEmpty() ? "a workflow" : "'" + path + "'";
            problems.add(
                    path,
                    what + " must be a mapping with the keys " + String.join(", ", known) + ", not "
                            + node.described());
            problems.settle(path);
            return null;
        }
        Section section = new Section(mapping, path, problems);
        mapping.entries().forEach((key, entry) -> section.note(key, entry, known));
        return section;
    }

    private void note(String key, Entry entry, List<String> known) {
        if (known.contains(key)) {
            problems.locate(at(key), entry.line());
            return;
        }
        String near = NearMatch.of(key, known).orElse(null);
        if (near == null) {
            String hint = key.equals("<<")
                    ? "merge keys are not read, write out what is meant"
                    : "known here: " + String.join(", ", known);
            problems.addAt(path, entry.line(), "unknown key '" + key + "'; " + hint);
            return;
        }
        problems.addAt(path, entry.line(), "unknown key '" + key + "'; did you mean '" + near + "'?");
        if (!mapping.entries().containsKey(near)) {
            problems.settle(at(near));
        }
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The text at {@code key}; a stand-in, and a problem noted, where there is none. */
    String requiredText(String key) {
        if (value(key) == null) {
            problems.add(at(key), "'" + key + "' is missing");
        }
        String text = text(key);
        return text == null ? PLACEHOLDER : text;
    }

    /** A text that says something. */
    @Nullable
    String text(String key) {
        String text = anyText(key);
        if (text != null && text.isBlank()) {
            problems.add(at(key), "'" + key + "' must not be blank");
            problems.settle(at(key));
            return null;
        }
        return text;
    }

    /** A text, perhaps empty. */
    @Nullable
    String anyText(String key) {
        return scalar(key, Kind.TEXT, "text");
    }

    /** A text that {@code parse} understands; it refuses with an {@link IllegalArgumentException}. */
    <T> @Nullable T parsed(String key, Function<String, T> parse) {
        String text = text(key);
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException e) {
            wrong(key, "'" + key + "' is not valid: " + e.getMessage());
            return null;
        }
    }

    @Nullable
    Integer count(String key) {
        String text = scalar(key, Kind.NUMBER, "a whole number, 1 or more");
        if (text == null) {
            return null;
        }
        if (!COUNT.matcher(text).matches()) {
            wrong(key, "'" + key + "' must be a whole number, 1 or more, not " + text);
            return null;
        }
        return Integer.valueOf(text);
    }

    @Nullable
    Duration duration(String key) {
        String expected = "a duration such as 10m, 90s, 2h or 500ms";
        String text = scalar(key, Kind.TEXT, expected);
        Duration duration = text == null ? null : FileDurations.parse(text).orElse(null);
        if (text != null && duration == null) {
            wrong(key, "'" + key + "' must be " + expected + ", not '" + text + "'");
        }
        return duration;
    }

    boolean flag(String key) {
        String text = scalar(key, Kind.TRUTH, "true or false");
        // YAML 1.1 has several words for it.
        return text != null && List.of("true", "yes", "y", "on").contains(text.toLowerCase(Locale.ROOT));
    }

    <E extends Enum<E> & Named> @Nullable E constant(String key, Class<E> type) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Named::wireName).toList();
        if (!names.contains(text)) {
            String known = String.join(", ", names);
            wrong(key, "'" + key + "' must be one of " + known + ", not '" + text + "'" + NearMatch.hint(text, names));
            return null;
        }
        return Named.parse(type, text);
    }

    /**
     * A list of texts; numbers and truth values stand for what was written.
     *
     * @param example such a list, for the message
     */
    List<String> texts(String key, String example) {
        List<String> texts = new ArrayList<>();
        List<FileNode> items = items(key, "a list of texts such as " + example);
        for (int i = 0; i < items.size(); i++) {
            String itemPath = at(key) + "[" + i + "]";
            problems.locate(itemPath, items.get(i).line());
            if (items.get(i) instanceof Scalar scalar && scalar.kind() != Kind.NOTHING) {
                texts.add(scalar.text());
            } else {
                problems.add(
                        itemPath,
                        "'" + key + "' must hold texts only, not "
                                + items.get(i).described());
                problems.settle(itemPath);
                texts.add(PLACEHOLDER);
            }
        }
        return texts;
    }

    /** The items of a list, each at its own path. */
    <T> List<T> each(String key, String expected, ItemReader<T> reader) {
        List<T> values = new ArrayList<>();
        for (FileNode item : items(key, expected)) {
            values.add(reader.read(item, at(key) + "[" + values.size() + "]"));
        }
        return values;
    }

    @Nullable
    FileNode value(String key) {
        Entry entry = mapping.entries().get(key);
        if (entry == null) {
            return null;
        }
        boolean nothing = entry.value() instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
        return nothing ? null : entry.value();
    }

    private List<FileNode> items(String key, String expected) {
        FileNode node = value(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        wrong(key, "'" + key + "' must be " + expected + ", not " + node.described());
        return List.of();
    }

    private @Nullable String scalar(String key, Kind kind, String expected) {
        FileNode node = value(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Scalar scalar && scalar.kind() == kind) {
            return scalar.text();
        }
        boolean quotable = kind == Kind.TEXT && expected.equals("text") && node instanceof Scalar;
        String hint = quotable ? "; put it in quotes" : "";
        wrong(key, "'" + key + "' must be " + expected + ", not " + node.described() + hint);
        return null;
    }

    private void wrong(String key, String message) {
        problems.add(at(key), message);
        problems.settle(at(key));
    }

    /** Reads one item of a list; gives a stand-in for one that is wrong, so that the others keep their places. */
    interface ItemReader<T> {
        T read(FileNode item, String path);
    }
}
