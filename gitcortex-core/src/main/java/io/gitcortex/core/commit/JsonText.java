package io.gitcortex.core.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes JSON as it stands in a commit message: indented, and long texts split so that a line has at most 80 columns.
 *
 * <p>Escaped are not only what JSON demands but also other control and format characters, and what UTF-8 or git has no
 * place for: halves of surrogate pairs and noncharacters, which git would replace without a word.
 */
final class JsonText {
    private static final int COLUMNS = 80;
    private static final String STEP = "  ";

    private JsonText() {}

    /** A string in quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> append(out, codePoint));
        return out.append('"').toString();
    }

    /** A member of the object at {@code indent}: a key and a value that is JSON already. */
    static String member(String indent, String key, String json) {
        return indent + STEP + "\"" + key + "\": " + json;
    }

    /** A member whose text stands on one line if it fits, else as an array of strings. */
    static String longMember(String indent, String key, String text) {
        String oneLine = member(indent, key, quoted(text));
        if (oneLine.length() < COLUMNS) {
            return oneLine;
        }
        String within = indent + STEP + STEP;
        int room = COLUMNS - within.length() - "\"\",".length();
        return member(
                indent,
                key,
                split(text, room).stream()
                        .collect(Collectors.joining(
                                "\",\n" + within + "\"", "[\n" + within + "\"", "\"\n" + indent + STEP + "]")));
    }

    /** An object of members written for {@code indent}; the opening brace is not indented. */
    static String object(String indent, List<String> members) {
        return "{\n" + String.join(",\n", members) + "\n" + indent + "}";
    }

    /** An array of values, each written for {@code indent} and two steps more than it. */
    static String array(String indent, List<String> values) {
        String within = indent + STEP + STEP;
        return values.stream().collect(Collectors.joining(",\n" + within, "[\n" + within, "\n" + indent + STEP + "]"));
    }

    /** Escaped pieces of at most {@code room} columns, broken after a line feed or a space where there is one. */
    private static List<String> split(String text, int room) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int afterSpace = 0;
        for (int codePoint : text.codePoints().toArray()) {
            StringBuilder unit = new StringBuilder();
            append(unit, codePoint);
            if (piece.length() + unit.length() > room) {
                int end = afterSpace > 0 ? afterSpace : piece.length();
                pieces.add(piece.substring(0, end));
                piece.delete(0, end);
                afterSpace = 0;
            }
            piece.append(unit);
            if (codePoint == '\n') {
                pieces.add(piece.toString());
                piece.setLength(0);
                afterSpace = 0;
            } else if (codePoint == ' ') {
                afterSpace = piece.length();
            }
        }
        if (piece.length() > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isPlain(codePoint)) {
                    out.appendCodePoint(codePoint);
                } else {
                    new StringBuilder().appendCodePoint(codePoint).chars().forEach(c -> appendHex(out, c));
                }
            }
        }
    }

    private static void appendHex(StringBuilder out, int c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
