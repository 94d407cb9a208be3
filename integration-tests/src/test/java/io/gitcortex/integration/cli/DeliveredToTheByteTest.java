package io.gitcortex.integration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.terminal.Sighting;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed into a CLI in a real pseudo-terminal arrives to the byte, or it is said why it did not. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeliveredToTheByteTest {
    @TempDir
    private Path directory;

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    /** Words, letters of two to four bytes, tabs and line breaks; nothing at its ends that is stripped. */
    private static String text(int bytes) {
        Random random = new Random(bytes);
        String[] letters = {"a", "b", " ", "ü", "€", "\t", "\n", "\uD83D\uDE00", "!", "/"};
        StringBuilder text = new StringBuilder("x");
        int length = 2;
        while (length < bytes) {
            String letter = letters[random.nextInt(letters.length)];
            int more = letter.getBytes(StandardCharsets.UTF_8).length;
            text.append(length + more > bytes ? "y" : letter);
            length += length + more > bytes ? 1 : more;
        }
        return text.append('z').toString();
    }

    @ParameterizedTest
    @CsvSource({
        "100, plain",
        "4095, plain",
        "4096, slow",
        "30000, plain",
        "65537, slow",
        "262144, slow",
        "262144, plain"
    })
    void a_text_of_any_size_is_pasted_whole(int size, String way) throws Exception {
        String text = text(size);
        try (Room room = new Room(directory, way)) {
            room.talk();
            soon().until(() -> room.terminals().readySince(Room.SESSION).isPresent());

            room.terminals().type(Room.SESSION, text);

            soon().until(() -> Files.exists(directory.resolve("told-2")));
            assertThat(room.seen()).contains(new Sighting.Delivered());
        }
        assertThat(Files.readAllBytes(directory.resolve("told-2"))).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Files.readString(directory.resolve("told-1")))
                .startsWith("Read the file /")
                .endsWith("what it says.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"late", "early", "plain"})
    void is_told_once_what_to_do(String way) throws Exception {
        try (Room room = new Room(directory, way)) {
            room.talk();
            soon().until(() -> room.terminals().readySince(Room.SESSION).isPresent());

            room.terminals().end(Room.SESSION);

            soon().until(room::isOver);
            assertThat(room.exitCode()).as("it was asked to go").hasValue(0);
            assertThat(room.seen()).containsExactly(new Sighting.Delivered());
        }
        assertThat(directory.resolve("told-1")).exists();
        assertThat(directory.resolve("told-2")).doesNotExist();
    }

    @Test
    void one_that_reads_nothing_is_ended_with_the_reason_though_it_ignores_the_signals() throws Exception {
        try (Room room = new Room(directory, "deaf", "stubborn")) {
            ProcessIdentity process = room.talk();

            soon().until(room::isOver);

            assertThat(room.seen())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Sighting.NotDelivered.class,
                            refused ->
                                    assertThat(refused.reason()).contains("did not appear on the screen within 5 s"));
            assertThat(Room.lives(process)).isFalse();
        }
    }

    @Test
    void one_that_exits_at_once_is_over_with_its_exit_code_and_was_told_nothing() throws Exception {
        try (Room room = new Room(directory, "quits")) {
            room.talk();

            soon().until(room::isOver);

            assertThat(room.exitCode()).hasValue(7);
            assertThat(room.seen()).isEmpty();
            assertThatThrownBy(() -> room.terminals().type(Room.SESSION, "hello"))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageContaining("is over");
        }
    }

    @Test
    void closing_leaves_nothing_of_one_that_ignores_the_signals() throws Exception {
        try (Room room = new Room(directory, "plain", "stubborn")) {
            ProcessIdentity process = room.talk();
            soon().until(() -> room.seen().contains(new Sighting.Delivered()));

            room.terminals().close();

            assertThat(Room.lives(process)).isFalse();
            assertThat(room.isOver()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4_095})
    void a_line_for_a_program_that_reads_lines_arrives_up_to_the_limit(int length) throws Exception {
        String line = "x".repeat(length);
        try (Room room = new Room(directory)) {
            room.run("stty -echo; printf ready >ready; head -n 1 >told; printf done");
            soon().until(() -> Files.exists(directory.resolve("ready")));

            room.terminals().type(Room.SESSION, line);

            soon().until(room::isOver);
        }
        assertThat(Files.readString(directory.resolve("told"))).isEqualTo(line + "\n");
    }

    @Test
    void a_line_beyond_the_limit_is_refused_and_nothing_of_it_is_typed() throws Exception {
        try (Room room = new Room(directory)) {
            room.run("stty -echo; printf ready >ready; head -n 1 >told; printf done");
            soon().until(() -> Files.exists(directory.resolve("ready")));

            assertThatThrownBy(() -> room.terminals().type(Room.SESSION, "x".repeat(4_096)))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageContaining("nothing was typed");
            room.terminals().type(Room.SESSION, "y");

            soon().until(room::isOver);
        }
        assertThat(Files.readString(directory.resolve("told"))).isEqualTo("y\n");
    }
}
