package io.gitcortex.core.json;

import io.gitcortex.GitCortexException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text is not the JSON of the value that was asked for. The message names the kind of value, each field that is missing
 * or wrong, and what it must be, in words that whoever wrote the text can act on; a model can.
 *
 * <p>Immutable.
 */
public final class JsonFormatException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    private static final String UNNAMED = "The value";

    private final String subject;
    private final ArrayList<Flaw> flaws;

    private JsonFormatException(String subject, List<Flaw> flaws, @Nullable Throwable cause) {
        super(flaws.stream().map(flaw -> flaw.in(subject)).collect(Collectors.joining("; ")), cause);
        this.subject = subject;
        this.flaws = new ArrayList<>(flaws);
    }

    static JsonFormatException of(String text) {
        return new JsonFormatException(UNNAMED, List.of(new Flaw("", text)), null);
    }

    static JsonFormatException of(String text, Throwable cause) {
        return new JsonFormatException(UNNAMED, List.of(new Flaw("", text)), cause);
    }

    static JsonFormatException of(List<Flaw> flaws) {
        return new JsonFormatException(UNNAMED, flaws, null);
    }

    /** The same, told about a value of this kind, where nobody has said already what it is about. */
    JsonFormatException about(String kind) {
        return subject.equals(UNNAMED) ? new JsonFormatException(kind, flaws, this) : this;
    }

    /** What is wrong, seen from the value that holds the faulty one at {@code step}. */
    List<Flaw> flawsAt(String step) {
        return flaws.stream().map(flaw -> flaw.at(step)).toList();
    }

    /**
     * Everything that is wrong.
     *
     * @return a sentence for each, not empty
     */
    public List<String> problems() {
        return flaws.stream().map(flaw -> flaw.in(subject)).toList();
    }

    /** What is wrong with the value at {@code path}; the text begins with a verb: "must be text, not 5". */
    record Flaw(String path, String text) implements Serializable {
        Flaw at(String step) {
            boolean joined = path.isEmpty() || path.startsWith("[");
            return new Flaw(step + (joined ? "" : ".") + path, text);
        }

        String in(String subject) {
            return subject + (path.isEmpty() ? " " : ": " + path + " ") + text;
        }
    }
}
