package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalSpec;
import java.io.IOException;

/** Starts a process in a new pseudo-terminal. Blocks, perhaps for long: a directory may lie on a disk that does not answer. */
interface PtyLauncher {
    PtyDevice launch(TerminalSpec spec) throws IOException;
}
