package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The git program, called for one repository: what changes something is done one after the other, and again where another
 * process holds git's own lock.
 *
 * <p>Thread-safe.
 */
final class GitCalls {
    private static final Logger LOG = LoggerFactory.getLogger(GitCalls.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(20);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /**
     * Subcommands that, without the options below, neither read nor write a file of a worktree: no driver has a part. None that
     * writes an index: git then compares entries that are as young as the index with their files, through their filters.
     */
    private static final Set<String> WITHOUT_FILES =
            Set.of("cat-file", "diff-tree", "ls-tree", "rev-parse", "update-ref");

    private static final Set<String> WITH_FILES = Set.of("-p", "--patch", "--filters", "--textconv", "--ext-diff");

    private final GitProgram program;
    private final GitPlace common;
    private final Set<String> trustedDrivers;
    private final Seam seam;
    // Fair: twenty tasks that start at once must not starve one of them.
    private final ReentrantLock lock = new ReentrantLock(true);

    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** A place between two steps, at which a test may cut everything off. */
    @FunctionalInterface
    interface Seam {
        void reached(String step);
    }

    GitCalls(GitProgram program, GitRepository repository, Set<String> trustedDrivers) {
        this(program, repository, trustedDrivers, step -> {});
    }

    GitCalls(GitProgram program, GitRepository repository, Set<String> trustedDrivers, Seam seam) {
        this.seam = seam;
        this.program = program;
        this.common = GitPlace.bare(repository.commonDirectory());
        this.trustedDrivers = Set.copyOf(trustedDrivers);
    }

    /** The repository without any work tree. */
    GitPlace common() {
        return common;
    }

    <T> T exclusively(Work<T> work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    List<ConfigEntry> configuration(GitPlace place) throws InterruptedException {
        GitCall list = GitCall.of(place, "config", "--list", "--show-scope", "-z");
        return ConfigEntry.parse(required(list, program.run(list, Map.of())));
    }

    Drivers drivers(GitPlace place) throws InterruptedException {
        return new Drivers(configuration(place), trustedDrivers);
    }

    /** A call that changes nothing, whatever it ends with. */
    GitOutput ask(GitCall call) throws InterruptedException {
        // Read anew each time: what may run is decided by what the configuration says now.
        Map<String, String> switchedOff =
                isWithoutFiles(call) ? Map.of() : drivers(call.place()).switchedOff();
        reached(call.name());
        return program.run(call, switchedOff);
    }

    private static boolean isWithoutFiles(GitCall call) {
        return WITHOUT_FILES.contains(call.subcommand())
                && call.arguments().stream().noneMatch(WITH_FILES::contains);
    }

    /** Says that a step comes next, or is over, after which things are as they were not before. */
    void reached(String step) {
        seam.reached(step);
    }

    /** A call that changes nothing and has to succeed. */
    GitOutput read(GitCall call) throws InterruptedException {
        return required(call, ask(call));
    }

    /** A call that changes something, whatever it ends with. */
    GitOutput attempt(GitCall call) throws InterruptedException {
        return attempt(call, PATIENCE);
    }

    GitOutput attempt(GitCall call, Duration patience) throws InterruptedException {
        return exclusively(() -> {
            long end = System.nanoTime() + patience.toNanos();
            Duration wait = FIRST_WAIT;
            GitOutput output = ask(call);
            while (output.metLock()) {
                if (System.nanoTime() + wait.toNanos() > end) {
                    throw new LockHeldException(call.name() + " in "
                            + call.place().directory() + " waited for a lock in vain: " + output.errors());
                }
                LOG.debug(
                        "{} met a lock in {}, waiting {}",
                        call.name(),
                        call.place().directory(),
                        wait);
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                output = ask(call);
            }
            return output;
        });
    }

    /** A call that changes something and has to succeed. */
    GitOutput change(GitCall call) throws InterruptedException {
        return required(call, attempt(call));
    }

    private static GitOutput required(GitCall call, GitOutput output) {
        if (!output.succeeded()) {
            throw new RepositoryException(call.name() + " failed in "
                    + call.place().directory() + " with " + output.exit() + ": " + output.errors());
        }
        return output;
    }
}
