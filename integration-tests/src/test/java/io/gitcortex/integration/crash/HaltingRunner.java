package io.gitcortex.integration.crash;

import io.gitcortex.core.run.Failpoint;
import io.gitcortex.examples.runner.Runner;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The runner, halted the n-th time that it takes a step: nothing is tidied up, no hook is run, no file is closed. */
final class HaltingRunner {
    /** No exit code of the runner's own. */
    static final int HALTED = 77;

    private HaltingRunner() {}

    static RunnerProcess.Program at(Failpoint point, int pass) {
        return new RunnerProcess.Program(
                HaltingRunner.class.getName(), List.of(point.name(), String.valueOf(pass)), Map.of());
    }

    public static void main(String[] arguments) {
        Failpoint fatal = Failpoint.valueOf(arguments[0]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
        Failpoint.watch(point -> {
            if (point == fatal && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        });
        Runner.main(Arrays.copyOfRange(arguments, 2, arguments.length));
    }
}
