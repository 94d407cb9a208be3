package io.gitcortex.spi;

import io.gitcortex.bus.MessageBus;

/**
 * Creates the {@link MessageBus} for GitCortex. Found by {@link java.util.ServiceLoader}: a plugin names its provider both in its module's
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
public interface MessageBusProvider {
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
    MessageBus create(PluginConfig config);
}
