package io.gitcortex.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    /** What Linux answers on FAT and exFAT. */
    private static final DurableFiles.Linking NO_LINKS = (name, file) -> {
        throw new FileSystemException(name.toString(), file.toString(), "Operation not permitted");
    };

    @TempDir
    Path directory;

    private Path whole;
    private Path name;

    @BeforeEach
    void writeAFile() throws IOException {
        name = directory.resolve("monday.db");
        whole = Files.writeString(DurableFiles.unfinished(name), "whole");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aFileGetsItsNameAlsoWhereThereAreNoLinks() throws IOException {
        DurableFiles.name(whole, name, NO_LINKS);

        assertThat(name).hasContent("whole");
        assertThat(whole).doesNotExist();
    }

    @Test
    void aFileThatHasTheNameIsNotReplaced() throws IOException {
        Files.writeString(name, "another one's");

        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> DurableFiles.name(whole, name));
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> DurableFiles.name(whole, name, NO_LINKS));

        assertThat(name).hasContent("another one's");
        assertThat(whole).hasContent("whole");
    }

    @Test
    void aNameIsNotReservedForAFileThatCannotBeMoved() throws IOException {
        Files.delete(whole);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> DurableFiles.name(whole, name, NO_LINKS));

        assertThat(name).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCopyIsPrivateWhateverItIsACopyOf() throws IOException {
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-r--r--"));

        DurableFiles.copy(whole, name);

        assertThat(name).hasContent("whole");
        assertThat(mode(name)).isEqualTo("rw-------");
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> DurableFiles.copy(whole, name));
    }
}
