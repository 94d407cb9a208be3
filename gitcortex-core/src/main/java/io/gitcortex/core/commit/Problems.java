package io.gitcortex.core.commit;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one block, at most {@value #MOST} sentences of it: it is typed into an agent's terminal. */
final class Problems {
    static final int MOST = 20;
    private static final int QUOTED = 60;

    private final List<String> sentences = new ArrayList<>();
    private int dropped;

    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        } else {
            dropped++;
        }
    }

    /** How many there are so far: whether reading something added to them is seen by asking before and after. */
    int count() {
        return sentences.size() + dropped;
    }

    List<String> sentences() {
        if (dropped == 0) {
            return List.copyOf(sentences);
        }
        List<String> all = new ArrayList<>(sentences);
        all.add("And " + dropped + " more problems of this kind.");
        return List.copyOf(all);
    }

    /** What an agent wrote, in quotes, fit to be shown: one line, no control characters, short. */
    static String quote(String text) {
        int codePoints = text.codePointCount(0, text.length());
        String shown = codePoints <= QUOTED ? text : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "...";
        return "'" + clean(shown) + "'";
    }

    /** The text on one line, without control characters and halves of characters. */
    static String clean(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }
}
