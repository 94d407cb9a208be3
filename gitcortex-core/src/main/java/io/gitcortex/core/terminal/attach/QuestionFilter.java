package io.gitcortex.core.terminal.attach;

import io.gitcortex.core.terminal.screen.OutputParser;
import io.gitcortex.core.terminal.screen.OutputToken;
import io.gitcortex.core.terminal.screen.Utf8Pieces;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What a session prints, without what a terminal would answer: old questions are shown again to each who attaches, and the
 * answers would be typed into the session. Left out, too, is what changes how keys are told, which would outlast the
 * visit, and control strings but titles and links: clipboards and pictures are no agent's business.
 *
 * <p>Not thread-safe.
 */
final class QuestionFilter {
    private static final Set<String> TITLES_AND_LINKS = Set.of("0", "1", "2", "8");

    /** Reports of every kind, and the size and place of windows. */
    private static final Set<String> QUESTIONS = Set.of("c", "n", "t", "x", "$p", "*y", "$w", "\"v", "&v");

    private final Utf8Pieces decoder = new Utf8Pieces();
    private final StringBuilder passed = new StringBuilder();
    private final OutputParser parser = new OutputParser(this::accept);

    /** What a person's terminal is to be given of a piece. */
    byte[] next(byte[] piece) {
        parser.read(decoder.next(piece));
        byte[] bytes = passed.toString().getBytes(StandardCharsets.UTF_8);
        passed.setLength(0);
        return bytes;
    }

    private void accept(OutputToken token) {
        if (isHarmless(token)) {
            passed.append(token.written());
        }
    }

    private static boolean isHarmless(OutputToken token) {
        if (token instanceof OutputToken.Control control) {
            return control.character() != 0x05; // ENQ asks for the answer-back message.
        }
        if (token instanceof OutputToken.Escape escape) {
            return !escape.rest().equals("Z");
        }
        if (token instanceof OutputToken.Sequence sequence) {
            boolean keyboard = sequence.isPrivate() && Set.of("u", "m", "q").contains(sequence.last());
            return !keyboard && !QUESTIONS.contains(sequence.last());
        }
        if (token instanceof OutputToken.ControlString string) {
            String content = string.content();
            int end = content.indexOf(';');
            return string.kind() == ']' && end > 0 && TITLES_AND_LINKS.contains(content.substring(0, end));
        }
        return true;
    }
}
