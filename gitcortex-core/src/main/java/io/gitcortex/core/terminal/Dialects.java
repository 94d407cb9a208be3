package io.gitcortex.core.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.gitcortex.GitCortexException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The coding CLIs that are known. Immutable. */
public final class Dialects {
    private static final List<String> BUILT_IN = List.of("shell");

    private final Map<String, Dialect> dialects;

    private Dialects(Map<String, Dialect> dialects) {
        this.dialects = dialects;
    }

    /** The dialects that come with GitCortex. */
    public static Dialects builtIn() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        Map<String, Dialect> dialects = new LinkedHashMap<>();
        for (String name : BUILT_IN) {
            dialects.put(name, read(yaml, name));
        }
        return new Dialects(dialects);
    }

    private static Dialect read(ObjectMapper yaml, String name) {
        String resource = "dialects/" + name + ".yaml";
        try (InputStream in = Dialects.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new GitCortexException("The dialect file " + resource + " is missing from this build");
            }
            return yaml.readValue(in, Dialect.class);
        } catch (IOException e) {
            throw new GitCortexException("The dialect file " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The names by which plans choose a dialect. */
    public Set<String> names() {
        return new TreeSet<>(dialects.keySet());
    }

    /** The program that a dialect starts; empty where the plan brings the command. */
    public Optional<String> program(String name) {
        return named(name).command().stream().findFirst();
    }

    Dialect named(String name) {
        Dialect dialect = dialects.get(name);
        if (dialect == null) {
            throw new GitCortexException(
                    "The CLI '" + name + "' is not known; known are: " + String.join(", ", names()));
        }
        return dialect;
    }
}
