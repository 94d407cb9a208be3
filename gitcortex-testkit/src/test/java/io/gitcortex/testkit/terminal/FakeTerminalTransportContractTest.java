package io.gitcortex.testkit.terminal;

import io.gitcortex.terminal.TerminalTransport;

class FakeTerminalTransportContractTest extends TerminalTransportContract {
    @Override
    protected TerminalTransport newTransport() {
        return FakeTerminalTransport.choosing(FakeContractPrograms::of);
    }

    @Override
    protected boolean startsProcesses() {
        return false;
    }
}
