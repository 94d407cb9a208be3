package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.terminal.dialect.ConversationFile;
import io.gitcortex.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name of a conversation is found in what its CLI has written down about this worktree, since this session began. */
final class ConversationSearchTest {
    private static final Instant BEGUN = Instant.parse("2026-01-02T16:00:00Z");
    private static final Path WORKTREE = Path.of("/repo/.gitcortex/worktrees/t-1");

    @TempDir
    private Path directory;

    private final List<String> found = new ArrayList<>();
    private final SettableClock clock = SettableClock.at(BEGUN);
    private Path home;
    private ConversationSearch search;

    @BeforeEach
    void begin() throws IOException {
        home = Files.createDirectory(directory.resolve("home [of] {mine}"));
        ConversationFile file =
                new ConversationFile(".codex/sessions/**/rollout-*.jsonl", Pattern.compile("([0-9a-f]{8})\\.jsonl"));
        search = ConversationSearch.in(new ConversationSearch.Place(file, home, WORKTREE), clock.clock(), found::add);
    }

    private void writes(String name, Path worktree, Instant at) throws IOException {
        Path file = home.resolve(".codex/sessions/2026/01").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"cwd\": \"" + worktree + "\"}\n");
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private void looks(Duration time) {
        for (long passed = 0; passed < time.toMillis(); passed += 100) {
            search.look();
            clock.move(Duration.ofMillis(100));
        }
    }

    @Test
    void is_told_once_when_it_is_written_down() throws IOException {
        looks(Duration.ofSeconds(3));
        assertThat(found).isEmpty();

        writes("rollout-16-00-04-00c0ffee.jsonl", WORKTREE, BEGUN.plusSeconds(4));
        looks(Duration.ofSeconds(5));

        assertThat(found).containsExactly("00c0ffee");
    }

    @Test
    void neither_an_older_one_nor_one_of_another_worktree_is_taken() throws IOException {
        writes("rollout-15-00-00-0000aaaa.jsonl", WORKTREE, BEGUN.minusSeconds(3_600));
        writes("rollout-16-00-02-0000bbbb.jsonl", Path.of("/repo/.gitcortex/worktrees/t-2"), BEGUN.plusSeconds(2));
        writes("notes-16-00-02-0000cccc.jsonl", WORKTREE, BEGUN.plusSeconds(2));

        looks(Duration.ofSeconds(5));

        assertThat(found).isEmpty();
    }

    @Test
    void of_two_the_newer_is_taken() throws IOException {
        writes("rollout-16-00-01-0000aaaa.jsonl", WORKTREE, BEGUN.plusSeconds(1));
        writes("rollout-16-00-02-0000bbbb.jsonl", WORKTREE, BEGUN.plusSeconds(2));

        looks(Duration.ofSeconds(2));

        assertThat(found).containsExactly("0000bbbb");
    }

    @Test
    void it_is_not_looked_for_for_ever() throws IOException {
        looks(Duration.ofSeconds(130));
        writes("rollout-16-03-00-0000aaaa.jsonl", WORKTREE, BEGUN.plusSeconds(180));
        looks(Duration.ofSeconds(5));

        assertThat(found).isEmpty();
    }
}
