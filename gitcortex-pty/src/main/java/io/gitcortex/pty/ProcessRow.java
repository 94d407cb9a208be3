package io.gitcortex.pty;

/**
 * One process, as the operating system shows it at one moment.
 *
 * <p>Immutable.
 *
 * @param pid the process id
 * @param parent the parent's process id
 * @param session the id of its session (setsid(2)), or 0 where it cannot be known
 * @param start when it started, in the words of the {@link ProcessTable} that made this row; to be compared, not read
 */
record ProcessRow(long pid, long parent, long session, String start) {
    boolean isSameProcess(ProcessRow other) {
        return pid == other.pid && start.equals(other.start);
    }
}
