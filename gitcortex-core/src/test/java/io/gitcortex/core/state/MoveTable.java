package io.gitcortex.core.state;

import io.gitcortex.model.Named;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A table of legal moves as a person writes it down: one line for each status, {@code from: to to to}. What is not written
 * down is not legal.
 */
final class MoveTable<S extends Enum<S> & Named> {
    private final Class<S> type;
    private final Set<List<S>> legal = new HashSet<>();

    private MoveTable(Class<S> type) {
        this.type = type;
    }

    static <S extends Enum<S> & Named> MoveTable<S> of(Class<S> type, String table) {
        MoveTable<S> read = new MoveTable<>(type);
        Set<S> rows = new HashSet<>();
        for (String line : table.lines().toList()) {
            String[] sides = line.split(":", 2);
            S from = Named.parse(type, sides[0].strip());
            rows.add(from);
            for (String to : sides[1].strip().split("\\s+", -1)) {
                if (!to.equals("-")) {
                    read.legal.add(List.of(from, Named.parse(type, to)));
                }
            }
        }
        if (rows.size() != type.getEnumConstants().length) {
            throw new IllegalArgumentException("The table of " + type.getSimpleName() + " lacks a line");
        }
        return read;
    }

    /** Every pair there is: from, to, whether the move is legal. */
    List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (S from : type.getEnumConstants()) {
            for (S to : type.getEnumConstants()) {
                pairs.add(Arguments.of(from, to, legal.contains(List.of(from, to))));
            }
        }
        return pairs;
    }
}
