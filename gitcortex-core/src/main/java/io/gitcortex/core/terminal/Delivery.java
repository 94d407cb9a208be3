package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.ScreenState;
import io.gitcortex.core.terminal.dialect.Typing;
import io.gitcortex.core.terminal.screen.ScreenView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one text into a CLI: typed, seen on the screen, submitted, and taken up. Knows no clock and no terminal: whoever
 * drives it says what time it is and what the screen shows, and does what it answers. Not thread-safe.
 *
 * <p>A text is typed once. Only an Enter is repeated, once, where nothing has begun and the dialect says that another one does no
 * harm.
 */
final class Delivery {
    /** For what is typed to appear: CLIs that redraw in their own time show it within two seconds. */
    private static final Duration ECHO = Duration.ofSeconds(5);
    /** For what is submitted to show an effect. */
    private static final Duration EFFECT = Duration.ofSeconds(8);
    /** Of a text that may be wrapped, framed and coloured, this much in one piece is recognised again. */
    private static final int TAIL = 12;

    private final String text;
    private final Typing typing;
    private final boolean left;
    private Stage stage = Stage.NEW;
    private Instant since = Instant.MIN;
    private boolean seen;
    private int enters;
    private @Nullable String before;

    private enum Stage {
        NEW,
        TYPED,
        SUBMITTED,
        OVER
    }

    /** What is to be done next. */
    sealed interface Step {
        /** To wait, and to look again. */
        record Wait() implements Step {}

        /** To type this. */
        record Type(String keys) implements Step {}

        /** Nothing more: the text was taken up. */
        record Accepted() implements Step {}

        /** Nothing more: the text was not taken up. */
        record Refused(String reason) implements Step {}
    }

    Delivery(String text, Typing typing) {
        this(text, typing, false);
    }

    private Delivery(String text, Typing typing, boolean left) {
        this.text = TypedLine.plain(text);
        this.typing = typing;
        this.left = left;
    }

    /** Of a text that was typed before and perhaps stands there yet: it is then submitted, and not typed a second time. */
    static Delivery again(String text, Typing typing) {
        return new Delivery(text, typing, true);
    }

    /**
     * What to do next.
     *
     * @param view what the screen shows
     * @param state what that means; empty if it is not known
     * @param now the time
     */
    Step next(ScreenView view, Optional<ScreenState> state, Instant now) {
        return switch (stage) {
            case NEW -> type(view, now);
            case TYPED -> submit(view, state, now);
            case SUBMITTED -> await(view, state, now);
            case OVER -> new Step.Accepted();
        };
    }

    private Step type(ScreenView view, Instant now) {
        if (left && shows(view)) {
            become(Stage.TYPED, now);
            return new Step.Wait();
        }
        if (typing.paste() && view.bracketedPaste()) {
            return typed(TypedLine.pasted(text), view, now);
        }
        Optional<String> line = TypedLine.single(text);
        return line.isPresent()
                ? typed(line.get(), view, now)
                : refuse("the text is longer than a line that a terminal takes, and the CLI takes no pasted text now");
    }

    private Step typed(String keys, ScreenView view, Instant now) {
        before = view.text();
        become(Stage.TYPED, now);
        return new Step.Type(keys);
    }

    private Step submit(ScreenView view, Optional<ScreenState> state, Instant now) {
        if (state.isPresent() && state.get() == ScreenState.ASKING) {
            return refuse("the CLI began to ask something while the text was typed; it was not submitted");
        }
        seen = shows(view) || (seen && listens(state));
        Duration waited = Duration.between(since, now);
        if (waited.compareTo(typing.pause()) < 0 || (!seen && waited.compareTo(ECHO) < 0)) {
            return new Step.Wait();
        }
        // Not seen, but something has changed at its prompt: long texts are shown as a mark.
        boolean marked = listens(state) && !view.text().equals(before);
        return seen || marked
                ? enter(view, now)
                : refuse("what was typed did not appear on the screen within " + ECHO.toSeconds() + " s");
    }

    /** A screen that is not known may be a question, to which Enter would be an answer. */
    private static boolean listens(Optional<ScreenState> state) {
        return state.filter(shown -> shown == ScreenState.READY || shown == ScreenState.BUSY)
                .isPresent();
    }

    private Step enter(ScreenView view, Instant now) {
        enters++;
        before = view.text();
        become(Stage.SUBMITTED, now);
        return new Step.Type(typing.enter());
    }

    private Step await(ScreenView view, Optional<ScreenState> state, Instant now) {
        if (hasBegun(view, state)) {
            become(Stage.OVER, now);
            return new Step.Accepted();
        }
        if (Duration.between(since, now).compareTo(EFFECT) < 0) {
            return new Step.Wait();
        }
        // Many prompts are known by what stands in their empty line: then nothing else may have come up.
        boolean same = squeezed(view.text()).equals(squeezed(String.valueOf(before)));
        boolean swallowed = same || state.filter(ScreenState.READY::equals).isPresent();
        return enters == 1 && typing.again() && swallowed
                ? enter(view, now)
                : refuse("the text was submitted and nothing began within " + EFFECT.toSeconds() + " s");
    }

    /** It works, asks or complains; or it is done already, and what was typed has left the line that it was typed into. */
    private boolean hasBegun(ScreenView view, Optional<ScreenState> state) {
        if (state.isEmpty()) {
            return false;
        }
        return state.get() != ScreenState.READY || (!view.text().equals(before) && !isInInput(view));
    }

    /** Where the cursor is, a text waits to be submitted. */
    private boolean isInInput(ScreenView view) {
        int from = Math.max(0, view.cursorRow() - 3);
        int to = Math.min(view.lines().size(), view.cursorRow() + 2);
        return from < to
                && squeezed(String.join("", view.lines().subList(from, to))).contains(tail());
    }

    private boolean shows(ScreenView view) {
        return squeezed(view.text()).contains(tail());
    }

    private String tail() {
        String squeezed = squeezed(text);
        return squeezed.substring(Math.max(0, squeezed.length() - TAIL));
    }

    /** Without blanks, breaks and the frames that CLIs draw: lines are wrapped anywhere. */
    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u2500-\\u257F|>]+", "");
    }

    private Step refuse(String reason) {
        stage = Stage.OVER;
        return new Step.Refused(reason);
    }

    private void become(Stage next, Instant now) {
        stage = next;
        since = now;
    }
}
