package io.gitcortex.core.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a parser had to say, without the parser's own words for where. */
record SyntaxError(int line, String message) {
    /** The YAML parser tells the places in its message, the faulty one last; its location is where it was reading before. */
    private static final Pattern PLACE = Pattern.compile("(?m)^ in '.*', line (\\d+), column (\\d+)");

    /** The parsers' names for sources and classes: nothing that a person who writes a file knows. */
    private static final Pattern NOISE =
            Pattern.compile("\\s*\\(start marker at.*|, got this instead:.*|\\s*\\[Source:.*|\\s*at \\[.*");

    static SyntaxError of(IOException e, String format) {
        if (e instanceof TreeReader.TooMuchException tooMuch) {
            return new SyntaxError(tooMuch.line(), "this is no plan: " + tooMuch.getMessage());
        }
        if (!(e instanceof JacksonException parsing)) {
            return new SyntaxError(0, "the text cannot be read: " + e.getMessage());
        }
        String original = parsing.getOriginalMessage();
        Place place = placeIn(original).orElseGet(() -> placeOf(parsing));
        return new SyntaxError(place.line(), "not " + format + ", column " + place.column() + ": " + words(original));
    }

    private static Optional<Place> placeIn(String original) {
        return PLACE.matcher(original)
                .results()
                .map(match -> new Place(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                .reduce((first, last) -> last);
    }

    private static Place placeOf(JacksonException e) {
        JsonLocation location = e.getLocation();
        return location == null ? new Place(0, 0) : new Place(location.getLineNr(), location.getColumnNr());
    }

    private static String words(String original) {
        String sentences =
                original.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining("; "));
        return NOISE.matcher(sentences).replaceAll("");
    }

    private record Place(int line, int column) {}
}
