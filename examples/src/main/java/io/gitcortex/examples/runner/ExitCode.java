package io.gitcortex.examples.runner;

/** What the runner ends with. */
final class ExitCode {
    /** The workflow is completed; what was asked for is done. */
    static final int COMPLETED = 0;
    /** The workflow failed or was cancelled; what was asked for could not be done. */
    static final int FAILED = 1;
    /** The command line or the workflow file has mistakes. */
    static final int USAGE = 2;
    /** Nothing can move until a person answers. */
    static final int WAITS = 3;
    /** Interrupted: 128 and the number of SIGINT, as shells count. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
