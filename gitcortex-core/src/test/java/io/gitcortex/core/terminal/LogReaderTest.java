package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    @TempDir
    private Path directory;

    private Path file;
    private LogReader reader;

    @BeforeEach
    void open() {
        file = directory.resolve("s.log");
        reader = LogReader.of(file);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        Files.move(file, SessionLog.older(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private String all() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String piece = reader.next(); !piece.isEmpty(); piece = reader.next()) {
            all.append(piece);
        }
        return all.toString();
    }

    @Test
    void what_is_not_there_yet_is_empty_and_read_when_it_is() throws IOException {
        assertThat(reader.exists()).isFalse();
        assertThat(all()).isEmpty();

        write("one\n");
        assertThat(reader.exists()).isTrue();
        assertThat(all()).isEqualTo("one\n");
        assertThat(all()).isEmpty();

        write("two\n");
        assertThat(all()).isEqualTo("two\n");
    }

    @Test
    void what_is_older_comes_first() throws IOException {
        write("old ");
        rotate();
        write("new");

        assertThat(all()).isEqualTo("old new");
    }

    @Test
    void a_log_that_is_renamed_is_read_to_its_end_and_then_the_next() throws IOException {
        write("a");
        assertThat(all()).isEqualTo("a");

        write("b");
        rotate();
        assertThat(all()).as("while there is no next one").isEqualTo("b");
        write("c");
        assertThat(all()).isEqualTo("c");

        rotate();
        write("d");
        assertThat(all()).isEqualTo("d");
    }

    @Test
    void who_reads_too_slowly_is_told() throws IOException {
        write("a");
        assertThat(all()).isEqualTo("a");
        rotate();
        write("lost, or not");
        rotate();
        write("c");

        assertThat(all()).isEqualTo(LogReader.MISSING + "lost, or notc");
    }

    @Test
    void a_character_that_is_written_in_two_steps_is_whole() throws IOException {
        byte[] rocket = "🚀".getBytes(StandardCharsets.UTF_8);
        Files.write(file, new byte[] {rocket[0], rocket[1]});
        assertThat(all()).isEmpty();

        Files.write(file, new byte[] {rocket[2], rocket[3]}, StandardOpenOption.APPEND);
        assertThat(all()).isEqualTo("🚀");
    }

    @Test
    void all_that_a_full_log_keeps_is_read() throws IOException {
        byte[] piece = "0123456789abcde\n".repeat(4_096).getBytes(StandardCharsets.US_ASCII);
        long read = 0;
        try (SessionLog log = SessionLog.open(file)) {
            for (int i = 0; i < 3 * SessionLog.LIMIT / piece.length; i++) {
                log.append(piece);
                read += reader.next().length();
            }
        }
        read += all().length();

        assertThat(SessionLog.older(file)).exists();
        assertThat(read).isEqualTo(3 * SessionLog.LIMIT);
    }
}
