package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.testkit.terminal.TerminalTransportContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The whole contract as on a system without /proc. */
class PsTerminalTransportContractTest extends TerminalTransportContract {
    @Override
    protected TerminalTransport newTransport() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/ps")), "this machine has no ps(1)");
        return new PtyTerminalTransport(PtyTerminalTransport.systemLauncher(), new PsProcessTable());
    }
}
