package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import io.gitcortex.spi.WorkflowStoreProvider;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteFilesTest {
    @TempDir
    Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadTheFilesOfAnOpenStore() throws IOException {
        Path file = directory.resolve("new/deeper/gitcortex.db");
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            TestRows.create(store, TestRows.ID);

            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files.map(path -> path.getFileName() + " " + mode(path)))
                        .containsExactlyInAnyOrder(
                                "gitcortex.db rw-------",
                                "gitcortex.db-wal rw-------",
                                "gitcortex.db-shm rw-------",
                                "gitcortex.db-open rw-------");
            }
            assertThat(mode(file.getParent())).isEqualTo("rwx------");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDatabaseThatOthersCanReadIsTakenFromThem() throws IOException {
        Path file = directory.resolve("gitcortex.db");
        SqliteWorkflowStore.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createFile(directory.resolve("gitcortex.db-wal"));

        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            assertThat(store.workflows()).isEmpty();
            assertThat(mode(file)).isEqualTo("rw-------");
            assertThat(mode(directory.resolve("gitcortex.db-wal"))).isEqualTo("rw-------");
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCleanCloseLeavesNoLogBehind() {
        Path file = directory.resolve("gitcortex.db");
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            TestRows.create(store, TestRows.ID);
        }

        assertThat(directory.resolve("gitcortex.db-wal")).doesNotExist();
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void theProviderIsFoundAndPutsTheFileIntoItsDirectory() {
        List<WorkflowStoreProvider> providers = ServiceLoader.load(WorkflowStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();

        assertThat(providers).singleElement().satisfies(provider -> {
            assertThat(provider.id()).isEqualTo("sqlite");
            try (WorkflowStore store =
                    provider.create(PluginConfig.builder(directory).build())) {
                assertThat(store.workflows()).isEmpty();
            }
        });
        assertThat(directory.resolve("gitcortex.db")).exists();
    }

    @Test
    void whoOnlyLooksMakesNoDatabase() {
        PluginConfig config =
                PluginConfig.builder(directory).setting("migrate", "false").build();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new SqliteWorkflowStoreProvider().create(config))
                .withMessageContaining("gitcortex.db");
        assertThat(directory).isEmptyDirectory();

        SqliteWorkflowStore.open(directory.resolve("gitcortex.db")).close();
        try (WorkflowStore store = new SqliteWorkflowStoreProvider().create(config)) {
            assertThat(store.workflows()).isEmpty();
        }
    }

    @Test
    void aSettingThatIsNeitherTrueNorFalseIsRefused() {
        PluginConfig config =
                PluginConfig.builder(directory).setting("migrate", "maybe").build();

        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> new SqliteWorkflowStoreProvider().create(config))
                .withMessageContaining("migrate")
                .withMessageContaining("maybe");
    }

    @Test
    void aStoreThatCouldNotBeOpenedLeavesTheFileToOthers() throws IOException {
        Path file = directory.resolve("gitcortex.db");
        Files.writeString(
                file, "This is no database, but it is long enough to look like the header of one. ".repeat(9));

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> SqliteWorkflowStore.open(file))
                    .withMessageContaining("damaged, or is no database");
        }
        Files.delete(file);
        SqliteWorkflowStore store = SqliteWorkflowStore.open(file);
        store.close();
        assertThatIllegalStateException().isThrownBy(store::workflows);
    }
}
