package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.WorkflowOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal is damaged, and put back from a backup that is older than the newest commits: git has the rest. */
final class DamagedJournalTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PAGE = 4096;
    /** Steps of two commits each: more than are taken while a backup is made. */
    private static final int STEPS = 40;

    private static final int ENDLESS = 100_000;

    @TempDir
    private Path parent;

    @Test
    void what_was_committed_since_the_backup_is_found_in_git() throws Exception {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ofMillis(50))) {
            CrashSite site = CrashSite.in(parent, model, STEPS);
            long since = killedSomeTimeAfterBackup(site);
            assertThat(Aftermath.ofDeath(site.repository()).count(CommitEvent.class))
                    .as("commits since the backup")
                    .isGreaterThan(since);

            damageAndRestore(site);

            assertThat(site.finish(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            Aftermath after = assertNothingLost(site);
            assertThat(after.faults()).isEmpty();
            assertThat(after.repeatedEffects()).isEmpty();
            System.out.println("Damaged and restored: " + after.agentCommits().size() + " commits, of which the backup"
                    + " had " + since + "; 0 lost, 0 doubled");
        }
    }

    /** The backup knows no task: branches, sessions, results and merges of a whole life are foreign to it. */
    @Test
    void a_backup_from_before_the_first_task_is_enough() throws Exception {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ofMillis(50))) {
            CrashSite site = CrashSite.in(parent, model, 2);
            Path gate = closeGate();
            try (RunnerProcess runner = site.launch(RunnerProcess.RUNNER)) {
                awaitJournal(site, runner, 4);
                backUp(site);
                Files.delete(gate);
                assertThat(runner.exitCode(LIMIT)).as(runner::output).isZero();
            }

            damageAndRestore(site);

            assertThat(site.finish(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            assertNothingLost(site);
        }
    }

    /** Agents whose sessions no journal knows any more are ended before others take their seats. */
    @Test
    void agents_that_the_backup_does_not_know_are_ended() throws Exception {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ofMillis(50))) {
            CrashSite site = CrashSite.in(parent, model, ENDLESS);
            Path gate = closeGate();
            try (RunnerProcess runner = site.launch(RunnerProcess.RUNNER)) {
                awaitJournal(site, runner, 4);
                run(
                        0,
                        "backup",
                        backup().toString(),
                        "--repo",
                        site.repository().toString());
                Files.delete(gate);
                awaitJournal(site, runner, 30);
                runner.kill();
            }
            List<JournalEntry> before = Aftermath.ofDeath(site.repository()).journal();
            assertThat(LiveSessions.of(before)).as("agents at work").isNotEmpty();

            damageAndRestore(site);
            try (GitCortex cortex = GitCortex.open(site.repository())) {
                cortex.resume(cortex.workflows().get(0).workflowId());

                assertThat(LiveSessions.of(before)).as("agents that are left").isEmpty();
            }
        }
    }

    private static Aftermath assertNothingLost(CrashSite site) throws IOException {
        Aftermath after = Aftermath.of(site.repository());
        assertThat(after.lost()).as("commits lost").isEmpty();
        assertThat(after.doubled()).as("commits doubled").isEmpty();
        assertThat(after.count(WorkflowCompleted.class)).isEqualTo(1);
        return after;
    }

    /** How many commits the backup knows; when the runner dies, its agents go on until somebody ends them. */
    private long killedSomeTimeAfterBackup(CrashSite site) throws Exception {
        try (RunnerProcess runner = site.launch(RunnerProcess.RUNNER)) {
            awaitJournal(site, runner, 12);
            backUp(site);
            Aftermath then = Aftermath.ofDeath(site.repository());
            awaitJournal(site, runner, then.journal().size() + 20);
            runner.kill();
            return then.count(CommitEvent.class);
        }
    }

    private static void awaitJournal(CrashSite site, RunnerProcess runner, int events) {
        Path database = Aftermath.database(site.repository());
        Awaitility.await(events + " events")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the runner ended too soon", () -> !runner.isAlive())
                .until(() -> Files.exists(database)
                        && Aftermath.ofDeath(site.repository()).journal().size() >= events);
    }

    private Path backup() {
        return parent.resolve("backup.db");
    }

    /** From another process than the one that runs the workflow, and faster than the command: agents go on meanwhile. */
    private void backUp(CrashSite site) {
        try (GitCortex cortex = GitCortex.open(site.repository())) {
            cortex.journals().backUp(backup());
        }
    }

    /** Tasks have branches, and no event yet, as long as the file is there. */
    private Path closeGate() throws IOException {
        Path gate = Files.createFile(parent.resolve("gate"));
        Path workflow = parent.resolve("workflow.yaml");
        String gated = Files.readString(workflow)
                .replace(
                        "    terminals:\n",
                        "    setup: [sh, -c, 'while [ -e \"" + gate + "\" ]; do sleep 0.1; done']\n    terminals:\n");
        Files.writeString(workflow, gated);
        return gate;
    }

    private String run(int exitCode, String... words) throws Exception {
        try (RunnerProcess command = RunnerProcess.start(parent, words)) {
            assertThat(command.exitCode(LIMIT)).as(command::output).isEqualTo(exitCode);
            return command.output();
        }
    }

    private void damageAndRestore(CrashSite site) throws Exception {
        Path database = Aftermath.database(site.repository());
        // Moves the log into the database: damage in a log is only its end.
        Aftermath.workflows(database);
        flip(database);
        String repository = site.repository().toString();

        assertThat(run(1, "resume", "--repo", repository)).contains(database + " is damaged", "gitcortex restore");

        assertThat(run(0, "restore", backup().toString(), "--repo", repository))
                .contains("What was there is kept in " + database + ".replaced-");
    }

    /** The first bytes of every page but that of the header, as a disk or a cable may do it. */
    private static void flip(Path database) throws IOException {
        byte[] bytes = Files.readAllBytes(database);
        assertThat(bytes).hasSizeGreaterThan(2 * PAGE);
        for (int page = PAGE; page < bytes.length; page += PAGE) {
            bytes[page] ^= (byte) 0xff;
        }
        Files.write(database, bytes);
    }
}
