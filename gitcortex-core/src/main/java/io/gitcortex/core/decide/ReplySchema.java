package io.gitcortex.core.decide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON schemas of what models are asked for, for endpoints that can be held to one. */
public final class ReplySchema {
    /** An object that holds an array of instructions: endpoints take no array at the top. */
    public static final String INSTRUCTIONS = resource("instructions.schema.json");

    /** A plan, as far as a model may make one. */
    public static final String PLAN = resource("plan.schema.json");

    private ReplySchema() {}

    private static String resource(String name) {
        try (InputStream in = ReplySchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The schema " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema " + name + " cannot be read", e);
        }
    }
}
