package io.gitcortex.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    Path directory;

    @Test
    void aFileSystemWithoutPosixPermissionsIsGoodEnough() throws IOException {
        // A zip file is one that every JDK has.
        Path zip = directory.resolve("files.zip");
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path file = files.getPath("/deep/down/gitcortex.db");

            PrivateFiles.makeDirectory(file.getParent());
            PrivateFiles.make(file);
            PrivateFiles.make(file);

            assertThat(Files.size(file)).isZero();
        }
    }

    @Test
    void aFileThatExistsKeepsItsContent() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");

        PrivateFiles.make(file);

        assertThat(file).hasContent("content");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> PrivateFiles.makeDirectory(file.resolve("below")))
                .withMessageContaining("below");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> PrivateFiles.make(file.resolve("below")))
                .withMessageContaining("below");
    }
}
