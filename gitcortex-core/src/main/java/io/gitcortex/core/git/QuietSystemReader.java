package io.gitcortex.core.git;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps JGit from starting a program and from writing where nobody asked it to.
 *
 * <p>Left alone, JGit starts {@code git} to learn where the system's configuration lies, then spends three seconds and
 * leaves probe files in the repository to measure the clock of its file system, and writes what it found below the
 * user's home. It asks one place for all that, once in a JVM. Only JGit's own default is replaced: a host that has set
 * a reader of its own has decided for itself.
 *
 * <p>Thread-safe.
 */
final class QuietSystemReader extends SystemReader.Delegate {
    private static final Logger LOG = LoggerFactory.getLogger(QuietSystemReader.class);
    // The coarsest clock that JGit knows: a file that changed within the last two seconds is read again, never trusted.
    private static final String CLOCK = "2 seconds";

    private final FileBasedConfig answers = new InMemory(null, FS.DETECTED);

    private QuietSystemReader(SystemReader usual) {
        super(usual);
    }

    /** Makes JGit quiet for what lies on the file system of {@code directory}. */
    static synchronized void installFor(Path directory) throws IOException {
        if (SystemReader.getInstance().getClass().getEnclosingClass() == SystemReader.class) {
            SystemReader.setInstance(new QuietSystemReader(SystemReader.getInstance()));
            LOG.debug("JGit reads no system configuration from here on");
        }
        if (SystemReader.getInstance() instanceof QuietSystemReader quiet) {
            quiet.answers.setString(
                    ConfigConstants.CONFIG_FILESYSTEM_SECTION,
                    storeKey(Files.getFileStore(directory)),
                    ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION,
                    CLOCK);
        }
    }

    /** As {@code FS.FileStoreAttributes} spells it. */
    private static String storeKey(FileStore store) throws IOException {
        String name = store.name();
        if (SystemReader.getInstance().isWindows() && store.getAttribute("volume:vsn") instanceof Integer serial) {
            name = serial.toString();
        }
        return System.getProperty("java.vendor") + '|' + System.getProperty("java.version") + '|' + name;
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return answers;
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    private static final class InMemory extends FileBasedConfig {
        InMemory(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
