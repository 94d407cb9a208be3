package io.gitcortex.core.decide;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds JSON in what a model says: plain, fenced, or between words that may hold brackets of their own. Never throws. */
final class JsonInProse {
    static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_DEPTH = 32;
    /** Brackets of prose that are tried; each may cost a look at the whole text. */
    private static final int MAX_TRIES = 200;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build()
            .reader();

    private JsonInProse() {}

    /**
     * The arrays and objects that are wanted, in order; what lies inside another one is not looked at.
     *
     * @param text what the model said
     * @param wanted whether this may be what was asked for
     */
    static List<JsonNode> all(String text, Predicate<JsonNode> wanted) {
        List<JsonNode> all = new ArrayList<>();
        int tries = 0;
        int i = 0;
        while (i < text.length() && tries < MAX_TRIES) {
            if (text.charAt(i) != '[' && text.charAt(i) != '{') {
                i++;
                continue;
            }
            tries++;
            Found found = at(text, i);
            if (found != null && wanted.test(found.node())) {
                all.add(found.node());
            }
            i += found == null ? 1 : found.length();
        }
        return all;
    }

    private record Found(JsonNode node, int length) {}

    private static @Nullable Found at(String text, int start) {
        try (JsonParser parser = READER.createParser(text.substring(start))) {
            JsonNode node = READER.readTree(parser);
            return new Found(node, (int) parser.currentLocation().getCharOffset());
        } catch (IOException e) {
            return null; // Not JSON from here on; perhaps from the next bracket.
        }
    }
}
