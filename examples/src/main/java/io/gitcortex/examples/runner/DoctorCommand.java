package io.gitcortex.examples.runner;

import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.doctor.Doctor;
import io.gitcortex.examples.runner.doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether everything is there. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks whether everything that GitCortex needs is there, and says what to do where it is not.")
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new Doctor(repository.directory(), System.getenv()).examine();
        for (Finding finding : findings) {
            console.line(finding.level().tone(), finding.level().word() + "  " + finding.text());
        }
        boolean ill = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM);
        console.line("");
        console.line(summary(ill, findings));
        return ill ? ExitCode.FAILED : ExitCode.COMPLETED;
    }

    /** Nothing is wrong with a machine on which the doctor was started outside a repository; but not all has been seen. */
    private static String summary(boolean ill, List<Finding> findings) {
        if (ill) {
            return "Something is missing: see the lines that begin with \"problem\".";
        }
        boolean incomplete = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.UNSEEN);
        return incomplete ? "This machine has what is needed; no repository was looked at." : "All is well.";
    }
}
