package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.ConversationFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a CLI calls its conversation: given beforehand, or written down by the CLI in a file that is younger than the
 * session and names its worktree. Not thread-safe.
 */
final class ConversationSearch {
    private static final Logger log = LoggerFactory.getLogger(ConversationSearch.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MAX_DEPTH = 10;
    /** What names the worktree stands in the head of such files. */
    private static final int HEAD = 256 * 1024;

    private final @Nullable String given;
    private final @Nullable Place place;
    private final Clock clock;
    private final Consumer<String> found;
    private final Instant begun;
    private Instant next;
    private boolean over;

    /**
     * Where to look.
     *
     * @param file which files below the home
     * @param home the home of the CLI
     * @param worktree what the file must name
     */
    record Place(ConversationFile file, Path home, Path worktree) {}

    private ConversationSearch(@Nullable String given, @Nullable Place place, Clock clock, Consumer<String> found) {
        this.given = given;
        this.place = place;
        this.clock = clock;
        this.found = found;
        this.begun = clock.instant();
        this.next = begun;
    }

    /** Of a conversation whose name was given, or goes on. */
    static ConversationSearch known(@Nullable String name, Clock clock, Consumer<String> found) {
        return new ConversationSearch(name, null, clock, found);
    }

    /** Of a conversation whose name the CLI makes. */
    static ConversationSearch in(Place place, Clock clock, Consumer<String> found) {
        return new ConversationSearch(null, place, clock, found);
    }

    /** Looks, if it is time; tells at most once. */
    void look() {
        Instant now = clock.instant();
        if (over || now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        Optional<String> name = Optional.ofNullable(given).or(this::search);
        name.ifPresent(found);
        over = name.isPresent() || place == null || now.isAfter(begun.plus(LONGEST));
    }

    private Optional<String> search() {
        Place where = place;
        if (where == null) {
            return Optional.empty();
        }
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + where.file().file());
        try (Stream<Path> files = Files.find(
                where.home().resolve(literal(where.file().file())),
                MAX_DEPTH,
                (path, attributes) -> attributes.isRegularFile()
                        && matcher.matches(where.home().relativize(path))
                        && !attributes.lastModifiedTime().toInstant().isBefore(begun))) {
            return files.sorted(Comparator.comparing(Path::toString).reversed())
                    .filter(path -> names(path, where.worktree()))
                    .flatMap(path -> id(path, where.file()).stream())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            log.debug("The conversation cannot be looked for yet: {}", e.toString());
            return Optional.empty();
        }
    }

    /** The directories before the first wild card: nothing else of the home is looked at. */
    private static String literal(String glob) {
        int wild = glob.indexOf('*');
        int slash = wild < 0 ? glob.lastIndexOf('/') : glob.lastIndexOf('/', wild);
        return slash < 0 ? "" : glob.substring(0, slash);
    }

    private static boolean names(Path file, Path worktree) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(worktree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> id(Path file, ConversationFile spec) {
        Matcher matcher = spec.id().matcher(String.valueOf(file.getFileName()));
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
