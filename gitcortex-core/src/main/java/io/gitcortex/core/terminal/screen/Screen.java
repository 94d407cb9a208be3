package io.gitcortex.core.terminal.screen;

import io.gitcortex.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.utils.ScreenTerminal;

/**
 * The screen of a terminal that nobody sits at: takes what a program prints and says what would be seen. Whatever it is given,
 * it throws nothing, and takes time and memory in proportion to it.
 *
 * <p>Not thread-safe.
 */
public final class Screen {
    /** Titles are sentences; what is longer is none. */
    private static final int MAX_TITLE = 1_000;

    /** No program asks so much at once; one that never reads its answers must not fill its own terminal. */
    private static final int MAX_ANSWERS = 4 * 1024;

    /** Saving and restoring, moving, tabs. */
    private static final Set<String> MOVES = Set.of("7", "8", "D", "E", "H", "M");

    /** Lines are drawn with one of them. */
    private static final Set<String> CHARACTER_SETS = Set.of("(0", "(A", "(B", ")0", ")A", ")B");

    private static final char SO = 0x0e;
    private static final char SI = 0x0f;

    private static final Set<String> ALTERNATE_SCREENS = Set.of("?47", "?1047", "?1049");

    private final Emulator emulator;
    private final Utf8Pieces decoder = new Utf8Pieces();
    private final OutputParser parser = new OutputParser(this::accept);
    private final StringBuilder answers = new StringBuilder();
    private String title = "";
    private String state = "";
    private boolean bracketedPaste;

    private Screen(Emulator emulator) {
        this.emulator = emulator;
    }

    /** An empty screen. One of a single row or column has two, which no program notices. */
    public static Screen of(TerminalSize size) {
        return of(size, ScreenTerminal::new);
    }

    static Screen of(TerminalSize size, Supplier<ScreenTerminal> emulator) {
        return new Screen(new Emulator(size, emulator));
    }

    /**
     * Takes what the program has printed.
     *
     * @param output a piece of any length, which may begin and end anywhere
     * @return what must be typed as the answer to questions that the program has asked its terminal: what it is, and where its
     *     cursor stands; empty for none
     */
    public byte[] feed(byte[] output) {
        parser.read(decoder.next(output));
        byte[] reply = answers.toString().getBytes(StandardCharsets.US_ASCII);
        answers.setLength(0);
        return reply;
    }

    /** What the screen shows. */
    public ScreenView view() {
        int[] cursor = emulator.cursor();
        String told = state.isEmpty() ? title : title + "\n" + state;
        return new ScreenView(emulator.lines(), told, cursor[1], cursor[0], bracketedPaste);
    }

    /** Gives the screen another size. What does not fit any more is gone; a program that is told draws anew. */
    public void resize(TerminalSize size) {
        emulator.resize(size);
    }

    private void accept(OutputToken token) {
        if (token instanceof OutputToken.Text text) {
            emulator.show(text.written());
        } else if (token instanceof OutputToken.Control control) {
            control(control);
        } else if (token instanceof OutputToken.Escape escape) {
            escape(escape);
        } else if (token instanceof OutputToken.Sequence sequence) {
            sequence(sequence);
        } else if (token instanceof OutputToken.ControlString string) {
            string(string);
        }
    }

    private void control(OutputToken.Control control) {
        if (control.character() >= '\b' && control.character() <= '\r') {
            emulator.move(control.written());
        } else if (control.character() == SO || control.character() == SI) {
            emulator.write(control.written());
        }
    }

    private void escape(OutputToken.Escape escape) {
        if (escape.rest().equals("c")) {
            emulator.move(escape.written());
            emulator.wrap(true);
            bracketedPaste = false;
        } else if (MOVES.contains(escape.rest())) {
            emulator.move(escape.written());
        } else if (CHARACTER_SETS.contains(escape.rest())) {
            emulator.write(escape.written());
        }
    }

    private void sequence(OutputToken.Sequence sequence) {
        switch (sequence.last()) {
            case "h" -> modes(sequence, true);
            case "l" -> modes(sequence, false);
            case "c", "n" -> answer(sequence);
            case "s", "u" -> {
                if (sequence.parameters().isEmpty()) { // With parameters these are about margins and the keyboard.
                    emulator.move(sequence.written());
                }
            }
            case "!p" -> softReset();
            case "b" -> KnownSequences.plain(sequence, emulator.columns()).ifPresent(emulator::write);
            default -> KnownSequences.plain(sequence, emulator.columns()).ifPresent(emulator::move);
        }
    }

    private void modes(OutputToken.Sequence sequence, boolean on) {
        String prefix = sequence.isPrivate() ? sequence.parameters().substring(0, 1) : "";
        List<Integer> numbers = KnownSequences.numbers(sequence.parameters().substring(prefix.length()))
                .orElse(List.of());
        for (int number : numbers) {
            mode(prefix + number, on);
        }
    }

    private void mode(String mode, boolean on) {
        if (mode.equals("?2004")) {
            bracketedPaste = on;
        } else if (mode.equals("?7")) {
            emulator.wrap(on);
        } else if (mode.equals("?1048")) {
            emulator.move(on ? "\u001b7" : "\u001b8");
        } else if (ALTERNATE_SCREENS.contains(mode)) {
            emulator.move("\u001b[?1049" + (on ? "h" : "l"));
        } else if (mode.equals("4") || mode.equals("?6")) {
            emulator.write("\u001b[" + mode + (on ? "h" : "l"));
        }
    }

    /** The emulator's own would forget which of its two screens it shows. */
    private void softReset() {
        emulator.move("\u001b[s\u001b[?6l\u001b[r\u001b[4l\u001b(B\u000f\u001b[u");
        emulator.wrap(true);
    }

    private void answer(OutputToken.Sequence question) {
        String known = switch (question.parameters() + question.last()) {
            case "c", "0c" -> "\u001b[c";
            case ">c", ">0c" -> "\u001b[>0c";
            case "5n", "6n" -> question.written();
            default -> "";
        };
        String answer = emulator.write(known);
        if (answers.length() + answer.length() <= MAX_ANSWERS) {
            answers.append(answer);
        }
    }

    private void string(OutputToken.ControlString string) {
        int end = string.content().indexOf(';');
        if (string.kind() != ']' || end < 0) {
            return;
        }
        String text = string.content().substring(end + 1);
        switch (string.content().substring(0, end)) {
            case "0", "2" -> title = sentence(text);
            case "7501" -> state = sentence(text); // Codex tells this way whether it works.
            default -> {}
        }
    }

    private static String sentence(String text) {
        StringBuilder sentence = new StringBuilder();
        text.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .limit(MAX_TITLE)
                .forEach(sentence::appendCodePoint);
        return sentence.toString();
    }
}
