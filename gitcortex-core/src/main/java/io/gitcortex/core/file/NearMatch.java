package io.gitcortex.core.file;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to write. */
final class NearMatch {
    /** Nobody mistypes more than this; it bounds the work. */
    private static final int LONGEST = 100;

    private static final int SHORTEST_PREFIX = 3;

    private NearMatch() {}

    /** The known word that is nearest to {@code word}, if any is near enough to be meant. */
    static Optional<String> of(String word, Collection<String> known) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(fold(word), fold(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The end of a sentence: the near match as a question, or nothing. */
    static String hint(String word, Collection<String> known) {
        return of(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** The number of edits between two words; the highest number where they are too far apart. */
    private static int distance(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        int allowed = (longer + 1) / 3;
        boolean begun = a.length() >= SHORTEST_PREFIX && b.startsWith(a);
        if (longer > LONGEST) {
            return Integer.MAX_VALUE;
        }
        if (!begun && Math.abs(a.length() - b.length()) > allowed) {
            return Integer.MAX_VALUE;
        }
        int edits = edits(a, b);
        return begun || edits <= allowed ? edits : Integer.MAX_VALUE;
    }

    /** Insertions, deletions, substitutions, and swaps of neighbours (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (Math.min(i, j) == 0) {
                    cost[i][j] = Math.max(i, j);
                    continue;
                }
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (isSwap(a.substring(0, i), b.substring(0, j))) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    /** Whether two words end in the same two letters, in opposite order. */
    private static boolean isSwap(String a, String b) {
        int i = a.length();
        int j = b.length();
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
