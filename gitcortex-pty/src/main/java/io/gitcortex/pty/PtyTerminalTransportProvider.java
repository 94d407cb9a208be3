package io.gitcortex.pty;

import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.TerminalTransportProvider;
import io.gitcortex.terminal.TerminalTransport;

/**
 * Provides pseudo-terminals, under the id {@code pty}. Has no settings.
 *
 * <p>Thread-safe. Native code is loaded by {@link #create} and not before.
 */
public final class PtyTerminalTransportProvider implements TerminalTransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PtyTerminalTransportProvider() {}

    @Override
    public String id() {
        return "pty";
    }

    @Override
    public TerminalTransport create(PluginConfig config) {
        return PtyTerminalTransport.create();
    }
}
