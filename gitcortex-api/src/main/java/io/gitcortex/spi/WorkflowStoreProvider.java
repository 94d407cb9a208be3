package io.gitcortex.spi;

import io.gitcortex.store.WorkflowStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Creates the {@link WorkflowStore} for GitCortex. Found by {@link java.util.ServiceLoader}: a plugin names its provider both in its module's
 * {@code provides} clause and in {@code META-INF/services}.
 *
 * <p>GitCortex guarantees that:
 *
 * <ol>
 *   <li>a provider is asked for its id before anything else, and creates nothing until it has been chosen;
 *   <li>{@link #create} is called at most once for each open {@code GitCortex};
 *   <li>what it created is closed when that {@code GitCortex} is closed, and not before.
 * </ol>
 *
 * <p>A provider guarantees that it has a public constructor without parameters, which neither fails nor does any work,
 * and that loading its class needs no native code.
 */
public interface WorkflowStoreProvider {
    /**
     * The setting by which GitCortex says that it has no encryption key. Its value is a sentence for people. A store that finds
     * {@linkplain WorkflowStore#plainSecrets unencrypted values} changes nothing then, and fails with a {@link
     * io.gitcortex.store.StoreException} of that sentence. A store that has never kept any need not look.
     */
    String PLAIN_SECRETS_REFUSED = "plain_secrets_refused";

    /**
     * The name by which a host chooses this provider.
     *
     * @return {@code [a-z0-9-]+}, the same for the provider's whole life
     */
    String id();

    /**
     * Creates the part. May block for a moment, for example to open a file.
     *
     * @param config where to keep files, and what the host has set
     * @return a new instance, which the caller closes
     * @throws PluginException if the configuration is wrong, or the part cannot work on this machine; the message says
     *     the way out
     */
    WorkflowStore create(PluginConfig config);

    /**
     * Puts a copy that {@link WorkflowStore#backUp} has made in the place of what the store keeps, which may be damaged. Nobody
     * owns a workflow afterwards. What was there is kept beside it. A call that was cut off may be made again; until then the
     * store opens with everything that was written, or is refused by {@link #create}.
     *
     * @param config as for {@link #create}
     * @param backup the copy; it is checked before anything is changed, and stays
     * @return where what was there is kept; empty if there was nothing
     * @throws io.gitcortex.store.StoreException if the copy is damaged, not of this store, or of a newer one, or some process has
     *     the store open: nothing has been changed then; or if the disk fails in the middle: what was there is kept, and
     *     {@link #create} refuses the store until a restore has gone through
     * @throws PluginException if this store puts no copies back
     */
    default Optional<Path> restore(PluginConfig config, Path backup) {
        throw new PluginException(
                "The store '" + id() + "' puts no backups back; use the tools of what it keeps its data in");
    }
}
