package io.gitcortex.core.terminal.dialect;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.gitcortex.GitCortexException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The coding CLIs that are known. Thread-safe; what it knows does not change. */
public final class Dialects {
    private static final List<String> BUILT_IN =
            List.of("claude-code", "codex", "copilot", "gemini", "opencode", "qwen-code", "shell");
    private static final String SUFFIX = ".yaml";
    /** Far above any real one. */
    private static final int MAX_FILE = 256 * 1024;

    private static final ObjectReader FILES = new ObjectMapper(new YAMLFactory()).readerFor(DialectFile.class);
    /** By name, those of directories. */
    private final Map<String, Dialect> added;
    /** Those that come with GitCortex, as far as they have been asked for: most programs need one or two of them. */
    private final Map<String, Dialect> read = new ConcurrentHashMap<>();

    private Dialects(Map<String, Dialect> added) {
        this.added = added;
    }

    /** The dialects that come with GitCortex. */
    public static Dialects builtIn() {
        return new Dialects(Map.of());
    }

    private static Dialect read(String name) {
        String resource = "/io/gitcortex/core/terminal/dialects/" + name + SUFFIX;
        try (InputStream in = Dialects.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new GitCortexException("The dialect file " + resource + " is missing from this build");
            }
            return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new GitCortexException("The dialect file " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * These, with those of a directory: each file there whose name ends in {@code .yaml} adds a dialect, or takes the place of the
     * one of its name.
     *
     * @throws GitCortexException if a file cannot be read; the message names it, and where it can the line
     */
    public Dialects with(Path directory) {
        Map<String, Dialect> all = new TreeMap<>(added);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                if (Files.size(file) > MAX_FILE) {
                    throw new GitCortexException("The dialect file " + file + " is larger than " + MAX_FILE + " bytes");
                }
                Dialect dialect = parse(file.toString(), Files.readString(file));
                all.put(dialect.name(), dialect);
            }
        } catch (IOException e) {
            throw new GitCortexException("The dialects in " + directory + " cannot be read: " + e.getMessage(), e);
        }
        return new Dialects(all);
    }

    private static Dialect parse(String source, String text) {
        try {
            return FILES.<DialectFile>readValue(text).dialect();
        } catch (UnrecognizedPropertyException e) {
            // Where the parser stands by then is behind the field: the line is looked for.
            long line = text.lines()
                            .takeWhile(own -> !own.contains(e.getPropertyName()))
                            .count()
                    + 1;
            throw new GitCortexException(
                    "The dialect file " + source + ", line " + line + ": '" + e.getPropertyName()
                            + "' is not known there; known are " + e.getKnownPropertyIds(),
                    e);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new GitCortexException(
                    "The dialect file " + source + (place == null ? "" : ", line " + place.getLineNr())
                            + " cannot be understood: " + e.getOriginalMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new GitCortexException("The dialect file " + source + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The names by which plans choose a dialect. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(BUILT_IN);
        names.addAll(added.keySet());
        return names;
    }

    /** All of them, in the order of their names. */
    public List<Dialect> all() {
        return names().stream().map(this::named).toList();
    }

    /** The program that a dialect starts; empty where the plan brings the command. */
    public Optional<String> program(String name) {
        return named(name).program();
    }

    /** Whether the CLI of a name leaves its reports as files; no if it is not known any more. */
    public boolean reportsByFile(String name) {
        return isKnown(name) && named(name).reportsByFile();
    }

    private boolean isKnown(String name) {
        return added.containsKey(name) || BUILT_IN.contains(name);
    }

    /**
     * The dialect of a name.
     *
     * @throws GitCortexException if there is none; the message lists those that there are
     */
    public Dialect named(String name) {
        if (!isKnown(name)) {
            throw new GitCortexException(
                    "The CLI '" + name + "' is not known; known are: " + String.join(", ", names()));
        }
        Dialect own = added.get(name);
        return own == null ? read.computeIfAbsent(name, Dialects::read) : own;
    }
}
