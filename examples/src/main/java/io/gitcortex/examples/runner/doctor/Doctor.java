package io.gitcortex.examples.runner.doctor;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.CodingCli;
import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.GitProgram;
import io.gitcortex.examples.runner.MissingJournals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Examines a machine and a repository, by trying things out rather than by asking for versions where it can. */
public final class Doctor {
    private static final Pattern GIT_VERSION = Pattern.compile("git version (\\d+)\\.(\\d+)\\S*");
    private static final int GIT_MAJOR = 2;
    /** The first with "merge-tree --write-tree". */
    private static final int GIT_MINOR = 38;

    private final Path directory;
    private final Map<String, String> environment;

    /** A doctor for a directory, in this environment. */
    public Doctor(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /** Everything that was found, in the order in which a person would mend it. */
    public List<Finding> examine() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("JDK " + Runtime.version() + " in " + System.getProperty("java.home")));
        findings.add(git());
        PluginCheck plugins = new PluginCheck(environment);
        findings.addAll(plugins.examine());
        findings.add(plugins.shell());
        findings.addAll(repository());
        findings.addAll(new CliCheck(environment).examine(CodingCli.all()));
        return findings;
    }

    private Finding git() throws InterruptedException {
        try {
            String version = GitProgram.run(directory, "--version").strip();
            Matcher matcher = GIT_VERSION.matcher(version);
            if (!matcher.lookingAt()) {
                return Finding.problem("'git --version' says '" + version + "'; install git 2.38 or newer");
            }
            int major = Integer.parseInt(matcher.group(1));
            int minor = Integer.parseInt(matcher.group(2));
            boolean good = major > GIT_MAJOR || (major == GIT_MAJOR && minor >= GIT_MINOR);
            return good
                    ? Finding.ok(matcher.group())
                    : Finding.problem(matcher.group() + " is too old; install git 2.38 or newer");
        } catch (GitCortexException e) {
            return Finding.problem(String.valueOf(e.getMessage()));
        }
    }

    /** Opening says it best: every kind of repository that is not supported is refused there with its own sentence. */
    private List<Finding> repository() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            GitProgram.run(directory, "rev-parse", "--git-dir");
        } catch (GitCortexException e) {
            return List.of(Finding.unseen("No git repository in " + directory + "; --repo names another directory"));
        }
        try (GitCortex cortex = GitCortex.open(directory)) {
            int workflows = cortex.workflows().size();
            findings.add(
                    Finding.ok("The repository " + directory + " can be used; workflows in its journal: " + workflows));
            MissingJournals.sentence(cortex).ifPresent(lost -> findings.add(Finding.problem(lost)));
            cortex.unsafeDrivers().forEach(driver -> findings.add(Finding.problem(untrusted(driver))));
        } catch (GitCortexException e) {
            findings.add(Finding.problem("The repository " + directory + " cannot be used: " + e.getMessage()));
        }
        return findings;
    }

    private static String untrusted(String driver) {
        return "The attributes of the repository select " + driver
                + ", which only its own configuration defines, and git"
                + " would run what is defined there. Look at it with 'git config --local --list'; if you want it to run,"
                + " define it in your own configuration with 'git config --global'";
    }
}
