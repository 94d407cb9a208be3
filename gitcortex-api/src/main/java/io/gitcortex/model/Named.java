package io.gitcortex.model;

import java.util.Locale;

/**
 * A constant with the name that it has in JSON, in the store and in the workflow file: lower snake_case.
 *
 * <p>Implemented by the enums of this API. Immutable.
 */
public interface Named {
    /**
     * The constant's own name, as {@link Enum#name()} gives it.
     *
     * @return the name in upper snake_case
     */
    String name();

    /**
     * The name that the outside sees.
     *
     * @return {@link #name()} in lower case
     */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of {@code type} whose {@link #wireName()} is {@code text}.
     *
     * @param type an enum of this API
     * @param text a name in lower snake_case
     * @param <E> the enum
     * @return the constant
     * @throws IllegalArgumentException if there is none; the message lists what there is
     */
    static <E extends Enum<E> & Named> E parse(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(text)) {
                return constant;
            }
        }
        StringBuilder known = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            known.append(known.length() == 0 ? "" : ", ").append(constant.wireName());
        }
        throw new IllegalArgumentException("'" + text + "' is none of: " + known);
    }
}
