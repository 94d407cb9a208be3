package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.ScreenPattern;
import io.gitcortex.core.terminal.screen.ScreenView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether a screen says something that it has not said before. A CLI whose model has fallen silent turns its
 * spinner and counts its seconds for ever: of a line only the letters count, and the lines by which its dialect sees
 * that it works do not count at all. Not thread-safe.
 */
final class FreshLines {
    private static final Pattern NO_LETTER = Pattern.compile("\\P{L}+");
    /** Bounded: a session may live for days. What is forgotten counts as new once more. */
    private static final int MOST = 10_000;

    private final Set<String> known = new HashSet<>();
    private Set<String> seenOnce = Set.of();
    private List<String> before = List.of();

    /**
     * Takes what the screen shows now. Screens are drawn in pieces: what counts has stood there at two looks, for
     * half a line is another one each time.
     */
    boolean areOn(ScreenView view, Optional<ScreenPattern> shown) {
        if (view.lines().equals(before) && seenOnce.isEmpty()) {
            return false;
        }
        before = view.lines();
        if (known.size() > MOST) {
            known.clear();
        }
        Set<String> unknown = new HashSet<>();
        boolean fresh = false;
        for (String line : view.lines()) {
            String letters = NO_LETTER.matcher(line).replaceAll("");
            if (letters.isEmpty()
                    || known.contains(letters)
                    || shown.filter(pattern -> pattern.showsWork(line)).isPresent()) {
                continue;
            }
            if (seenOnce.contains(letters)) {
                known.add(letters);
                fresh = true;
            } else {
                unknown.add(letters);
            }
        }
        seenOnce = unknown;
        return fresh;
    }
}
