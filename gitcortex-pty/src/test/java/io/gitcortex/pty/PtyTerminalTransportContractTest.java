package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.testkit.terminal.TerminalTransportContract;

class PtyTerminalTransportContractTest extends TerminalTransportContract {
    @Override
    protected TerminalTransport newTransport() {
        return PtyTerminalTransport.create();
    }
}
