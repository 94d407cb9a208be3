package io.gitcortex.core.terminal.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a program's control sequences the emulator is given. It takes private sequences for public ones (the keyboard
 * protocols' {@code CSI > 1 u} would move its cursor), prints the end of sequences of more than 32 characters (as most
 * colours of 24 bits are), and does what it is told as often as it is told.
 */
final class KnownSequences {
    /** Moving, erasing, inserting, deleting, scrolling, tabs, repeating. */
    private static final String PLAIN = "@ABCDEFGHIJKLMPSTXZ`abdefgr";

    private static final int MOST_PARAMETERS = 4;
    /** More than any screen has rows or columns. */
    private static final int LARGEST = 9_999;

    private KnownSequences() {}

    /** A sequence that does not change what the emulator's modes are, in a form that it understands. */
    static Optional<String> plain(OutputToken.Sequence sequence, int columns) {
        String last = sequence.last();
        boolean selective = sequence.parameters().startsWith("?") && (last.equals("J") || last.equals("K"));
        String parameters = selective ? sequence.parameters().substring(1) : sequence.parameters();
        Optional<List<Integer>> numbers = numbers(parameters);
        if (last.length() != 1 || PLAIN.indexOf(last.charAt(0)) < 0 || numbers.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> given = numbers.get();
        return switch (last) {
            case "T" ->
                given.size() > 1
                        ? Optional.empty()
                        : Optional.of(text(given, last)); // With more it is about the mouse.
            case "b" -> Optional.of(text(List.of(Math.min(columns, given.isEmpty() ? 1 : given.get(0))), last));
            case "r" -> Optional.of(margins(given));
            default -> Optional.of(text(given, last));
        };
    }

    /** Where the bottom is 0, it is the screen's. */
    private static String margins(List<Integer> given) {
        boolean all = given.size() < 2 || given.get(1) == 0;
        return text(all ? given.stream().limit(1).toList() : given, "r");
    }

    private static String text(List<Integer> numbers, String last) {
        StringBuilder text = new StringBuilder("\u001b[");
        for (int i = 0; i < numbers.size(); i++) {
            text.append(i == 0 ? "" : ";").append(numbers.get(i));
        }
        return text.append(last).toString();
    }

    /** The parameters as numbers that can be, or nothing where they are something else. */
    static Optional<List<Integer>> numbers(String parameters) {
        List<Integer> numbers = new ArrayList<>();
        if (parameters.isEmpty()) {
            return Optional.of(numbers);
        }
        for (String word : parameters.split(";", -1)) {
            if (!word.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                return Optional.empty();
            }
            if (numbers.size() < MOST_PARAMETERS) {
                numbers.add(number(word));
            }
        }
        return Optional.of(numbers);
    }

    private static int number(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = Math.min(LARGEST, number * 10 + digits.charAt(i) - '0');
        }
        return number;
    }
}
