package io.gitcortex.testkit.store;

import io.gitcortex.store.WorkflowStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks every guarantee that {@link WorkflowStore} lists. Whoever implements a store extends this class in its tests:
 *
 * <pre>{@code
 * class MyStoreTest extends WorkflowStoreContract {
 *     private final Path directory = Files.createTempDirectory("my-store");
 *
 *     MyStoreTest() throws IOException {}
 *
 *     protected WorkflowStore open() {
 *         return new MyStore(directory.resolve("journal"));
 *     }
 * }
 * }</pre>
 *
 * <p>A store that keeps nothing also overrides {@link #isDurable()}. Whoever tests on the module path opens the package of the
 * test to JUnit. What needs to know how a store works (a killed process, a full disk, a damaged file) stays with its author's
 * own tests.
 *
 * <p>Two things that the interface leaves open are settled here: a write that takes a request that is not pending in its
 * workflow fails; so does {@code takeOwnership} when the expected owner has given the workflow up.
 *
 * <p>Not thread-safe: JUnit makes an instance for each test.
 */
public abstract class WorkflowStoreContract extends StoreKeepingContract {
    /** For subclasses. */
    protected WorkflowStoreContract() {}

    /**
     * Opens the store of the running test. The first call in a test gives an empty one; a durable store gives in each further
     * call another store over the same data, also while those before it are open. The contract closes what it has opened.
     *
     * @return a new store
     */
    @Override
    protected abstract WorkflowStore open();

    /**
     * Whether data outlive a store.
     *
     * @return true, unless overridden: a store that is opened later, or at the same time, over the same data has them
     */
    @Override
    protected boolean isDurable() {
        return true;
    }

    /**
     * Opens a backup that the store of the running test has made.
     *
     * @param backup what it has made
     * @return a new store over the backup, which the contract closes; empty, unless overridden: the store makes no backups
     */
    @Override
    protected Optional<WorkflowStore> openBackup(Path backup) {
        return Optional.empty();
    }
}
