package io.gitcortex.integration.simulation;

import io.gitcortex.core.worktree.ReportFile;
import io.gitcortex.core.worktree.Reports;
import java.util.Optional;

/** The agents of the simulation commit by themselves. */
final class NoReportFiles implements Reports {
    @Override
    public Optional<ReportFile> find(String directoryName) {
        return Optional.empty();
    }

    @Override
    public Draft commit(Order order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean advance(String branch, Draft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String directoryName, ReportFile taken) {
        throw new UnsupportedOperationException();
    }
}
