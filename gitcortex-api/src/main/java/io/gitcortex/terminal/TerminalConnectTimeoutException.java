package io.gitcortex.terminal;

import java.time.Duration;

/** A terminal did not open in time. No process is left; opening may be tried again. */
public final class TerminalConnectTimeoutException extends TerminalException {
    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    /**
     * @param timeout the limit that was exceeded
     */
    public TerminalConnectTimeoutException(Duration timeout) {
        super("PTY connection timeout after " + inWords(timeout));
        this.timeout = timeout;
    }

    /**
     * The limit that was exceeded.
     *
     * @return the connect timeout
     */
    public Duration timeout() {
        return timeout;
    }

    private static String inWords(Duration timeout) {
        return timeout.toMillis() % 1_000 == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms";
    }
}
