package io.gitcortex.core.terminal.screen;

import java.util.function.Consumer;

/**
 * Cuts what a program prints into what it means, as the VT500's parser does; whatever comes, it goes on. Sequences that are
 * longer than any terminal takes are left out.
 *
 * <p>Not thread-safe.
 */
public final class OutputParser {
    private enum Mode {
        TEXT,
        ESCAPE,
        SEQUENCE,
        STRING,
        STRING_ESCAPE
    }

    private static final char BEL = 0x07;
    private static final char CAN = 0x18;
    private static final char SUB = 0x1a;
    private static final char ESC = 0x1b;
    private static final char DEL = 0x7f;
    private static final int MAX_SEQUENCE = 256;
    /** No title is this long; pictures and clipboards are, and are of no use here. */
    private static final int MAX_KEPT = 4 * 1024;
    /** What goes on for longer lacks its end. */
    private static final int MAX_STRING = 1024 * 1024;

    private final Consumer<? super OutputToken> taker;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder rest = new StringBuilder();
    private Mode mode = Mode.TEXT;
    private char kind;
    private int length;

    /** A parser that hands over what it finds, in order, while it reads. */
    public OutputParser(Consumer<? super OutputToken> taker) {
        this.taker = taker;
    }

    /** Reads on. A sequence may begin in one piece and end in another. */
    public void read(CharSequence piece) {
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i));
        }
        endText();
    }

    private void accept(char character) {
        if (character == CAN || character == SUB) {
            endText();
            mode = Mode.TEXT; // Either ends whatever it stands in, as in every terminal since the VT100.
        } else if (mode == Mode.STRING || mode == Mode.STRING_ESCAPE) {
            inString(character);
        } else if (character == ESC) {
            endText();
            begin(Mode.ESCAPE);
        } else if (character < ' ') {
            endText();
            taker.accept(new OutputToken.Control(
                    character)); // Inside a sequence, too: it is carried out, and the sequence goes on.
        } else if (mode == Mode.TEXT) {
            if (!Character.isISOControl(character)) {
                text.append(character);
            }
        } else if (mode == Mode.ESCAPE) {
            inEscape(character);
        } else {
            inSequence(character);
        }
    }

    private void endText() {
        if (!text.isEmpty()) {
            String shown = text.toString();
            text.setLength(0);
            taker.accept(new OutputToken.Text(shown));
        }
    }

    private void begin(Mode next) {
        mode = next;
        parameters.setLength(0);
        rest.setLength(0);
        length = 0;
    }

    private void inEscape(char character) {
        boolean first = rest.isEmpty();
        if (first && character == '[') {
            begin(Mode.SEQUENCE);
        } else if (first && "]PX^_".indexOf(character) >= 0) {
            kind = character;
            begin(Mode.STRING);
        } else if (character >= DEL || rest.length() >= MAX_SEQUENCE) {
            mode = Mode.TEXT;
        } else {
            rest.append(character);
            if (character >= '0') {
                mode = Mode.TEXT;
                taker.accept(new OutputToken.Escape(rest.toString()));
            }
        }
    }

    private void inSequence(char character) {
        length++;
        if (character >= DEL) {
            mode = Mode.TEXT;
        } else if (character >= '@') {
            mode = Mode.TEXT;
            if (length <= MAX_SEQUENCE) {
                taker.accept(new OutputToken.Sequence(
                        parameters.toString(), rest.append(character).toString()));
            }
        } else if (length <= MAX_SEQUENCE) {
            (character >= '0' ? parameters : rest).append(character);
        }
    }

    private void inString(char character) {
        if (mode == Mode.STRING_ESCAPE) {
            mode = Mode.TEXT;
            if (character == '\\') {
                endString();
            } else {
                begin(Mode.ESCAPE);
                accept(character);
            }
        } else if (character == ESC) {
            mode = Mode.STRING_ESCAPE;
        } else if (character == BEL) {
            mode = Mode.TEXT;
            endString();
        } else if (++length > MAX_STRING) {
            mode = Mode.TEXT;
        } else if (length <= MAX_KEPT) {
            rest.append(character);
        }
    }

    private void endString() {
        if (length <= MAX_KEPT) {
            taker.accept(new OutputToken.ControlString(kind, rest.toString()));
        }
    }
}
