package io.gitcortex.pty;

import io.gitcortex.terminal.ProcessIdentity;

/**
 * What a session has once its process has started.
 *
 * @param device the process and its terminal
 * @param identity who the process is
 * @param processes the process and those that it starts
 */
record OpenedTerminal(PtyDevice device, ProcessIdentity identity, SessionProcesses processes) {}
