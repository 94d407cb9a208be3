package io.gitcortex.sqlite.file;

import io.gitcortex.spi.PluginException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/** The part of SQLite that is machine code. */
final class NativeLibrary {
    private NativeLibrary() {}

    /** Loads it, once for the process; the driver itself would say only that a connection cannot be opened. */
    static void load() {
        try {
            if (SQLiteJDBCLoader.initialize()) {
                return;
            }
        } catch (Exception | LinkageError e) {
            throw cannotLoad(e);
        }
        throw cannotLoad(null);
    }

    private static PluginException cannotLoad(@Nullable Throwable cause) {
        return new PluginException(
                "SQLite's native library cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + " (" + (cause == null ? "no reason given" : cause)
                        + "): start Java with -Dorg.sqlite.tmpdir naming a directory from which programs may be run, or with"
                        + " -Dorg.sqlite.lib.path naming one that holds the library, or choose another WorkflowStore",
                cause);
    }
}
