package io.gitcortex.core.terminal.screen;

/** One thing that a program tells its terminal (ECMA-48, section 5). Immutable. */
public sealed interface OutputToken {
    /** As the program has written it, in a form that every terminal takes. */
    String written();

    /**
     * Characters to be shown.
     *
     * @param written without control characters
     */
    record Text(String written) implements OutputToken {}

    /**
     * A control character, but not one that begins or ends something.
     *
     * @param character below 0x20
     */
    record Control(char character) implements OutputToken {
        @Override
        public String written() {
            return String.valueOf(character);
        }
    }

    /**
     * An escape sequence that is neither of the next two.
     *
     * @param rest what follows ESC
     */
    record Escape(String rest) implements OutputToken {
        @Override
        public String written() {
            return "\u001b" + rest;
        }
    }

    /**
     * A control sequence: {@code CSI}, parameters, intermediates, a last character.
     *
     * @param parameters digits, colons and semicolons, perhaps behind one of {@code <=>?}
     * @param last the intermediate characters, mostly none, and the last one
     */
    record Sequence(String parameters, String last) implements OutputToken {
        @Override
        public String written() {
            return "\u001b[" + parameters + last;
        }

        /** Whether it belongs to those that each maker of terminals defines. */
        public boolean isPrivate() {
            return !parameters.isEmpty() && parameters.charAt(0) >= '<' && parameters.charAt(0) <= '?';
        }
    }

    /**
     * A control string.
     *
     * @param kind what follows ESC: {@code ]} for an operating system command, {@code P} for a device control string
     * @param content what stands between its beginning and its end
     */
    record ControlString(char kind, String content) implements OutputToken {
        @Override
        public String written() {
            return "\u001b" + kind + content + "\u001b\\";
        }
    }
}
