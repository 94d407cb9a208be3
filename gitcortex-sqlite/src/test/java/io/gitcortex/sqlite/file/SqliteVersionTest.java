package io.gitcortex.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.spi.PluginException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.50.99", "3.46.1", "2.99.99", "3.51"})
    void aVersionThatCanDamageADatabaseIsRefused(String text) {
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> SqliteVersion.parse(text).requireSafe())
                .withMessageContaining("sqlite-jdbc 3.51.3.0 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.52.0", "3.100", "4.0.0", "3.54.1-beta"})
    void aLaterVersionIsGood(String text) {
        assertThatCode(() -> SqliteVersion.parse(text).requireSafe()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "three", "3", "99999999999.1.1"})
    void whatIsNoVersionIsRefused(String text) {
        assertThatExceptionOfType(PluginException.class).isThrownBy(() -> SqliteVersion.parse(text));
    }

    @Test
    void theLibraryInUseIsGood() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(SqliteVersion.of(connection)).isGreaterThanOrEqualTo(SqliteVersion.OLDEST);
        }
    }
}
