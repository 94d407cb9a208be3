package io.gitcortex.integration.standin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides what the stand-in does. Called from several threads at once; implementations are thread-safe. */
@FunctionalInterface
public interface Script {
    /** What is said where a script has come to its end. */
    String DONE = "All done.";

    /** An absolute path in a prompt; what ends it is a blank or a mark of punctuation, as in a sentence. */
    Pattern PATH = Pattern.compile("(?<![\\w./])/[^\\s'\"`<>(),;]*[^\\s'\"`<>(),;.:]");

    /** The step of this turn. */
    Step next(Turn turn);

    /** The marks in the prompt, or {@code otherwise} for a prompt without any. */
    static Script marks(Script otherwise) {
        return new Marks(otherwise);
    }

    /** Takes the steps in order, one for each result of a tool, for every prompt again, and says {@link #DONE} after the last. */
    static Script steps(Step... steps) {
        List<Step> list = List.of(steps);
        return turn -> {
            int done = turn.results().size();
            return done < list.size() ? list.get(done) : new Step.Say(DONE);
        };
    }

    /** Reads the file that the prompt names by its absolute path, with the shell, and then goes on with the steps. */
    static Script readThen(Step... steps) {
        Script rest = steps(steps);
        return turn -> {
            if (turn.results().isEmpty()) {
                return new Step.Shell("cat " + quoted(pathIn(turn.prompt())));
            }
            List<String> others = turn.results().subList(1, turn.results().size());
            return rest.next(new Turn(turn.api(), turn.model(), turn.prompts(), others, turn.tools(), turn.headers()));
        };
    }

    /** The first absolute path in a text. */
    static String pathIn(String text) {
        Matcher matcher = PATH.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No absolute path is named in: " + text);
        }
        return matcher.group();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
