package io.gitcortex.integration.simulation;

/** The process is gone at this point. An error, so that no code of the process takes it for a failure to deal with. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("The process is gone", null, false, false);
    }
}
