package io.gitcortex.core.file;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes ids that are not taken yet. Branches and directories are named after them, hence their narrow alphabet. */
final class GeneratedIds {
    /** The longest id of a task. */
    static final int TASK_LENGTH = 40;

    /** The longest id of a terminal: a task's, a hyphen, a role. */
    static final int TERMINAL_LENGTH = 80;

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private final Set<String> taken;
    private final int length;

    GeneratedIds(Collection<String> taken, int length) {
        this.taken = new HashSet<>(taken);
        this.length = length;
    }

    /** Whether a given id keeps to the alphabet and length that generated ones have. */
    static boolean isValid(String id, int length) {
        return id.length() <= length && VALID.matcher(id).matches();
    }

    /** The id that {@code wish} gives, with a number behind it where that is taken. */
    String next(String wish) {
        String id = clip(wish, length);
        for (int number = 2; !taken.add(id); number++) {
            String suffix = "-" + number;
            id = clip(wish, length - suffix.length()) + suffix;
        }
        return id;
    }

    /** What of a name can stand in an id; {@code otherwise} where that is nothing. */
    static String slug(String name, int length, String otherwise) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String hyphened = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        String slug = clip(ENDS.matcher(hyphened).replaceAll(""), length);
        return slug.isEmpty() ? otherwise : slug;
    }

    private static String clip(String text, int length) {
        String clipped = text.length() <= length ? text : text.substring(0, length);
        return ENDS.matcher(clipped).replaceAll("");
    }
}
