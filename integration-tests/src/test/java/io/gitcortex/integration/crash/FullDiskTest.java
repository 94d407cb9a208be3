package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.GitCalls;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk with the journal is full, again and again, while agents commit: what was acknowledged stays, the runner says what it
 * waits for, and goes on by itself when there is room.
 *
 * <p>{@code -Dgitcortex.fills=N} for another number of times.
 */
final class FullDiskTest {
    private static final int FILLS = Integer.getInteger("gitcortex.fills", 1);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SENTENCE = "there is no room left for";
    /** Commits that are made while the disk is full, at least. */
    private static final int COMMITS = 6;

    @TempDir
    private Path parent;

    @Test
    void nothing_is_lost_when_the_disk_with_the_journal_is_full() throws Exception {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ofMillis(50))) {
            // Long enough that agents are at work each time.
            CrashSite site = CrashSite.in(parent, model, 25 + 15 * FILLS);
            Path data = Files.createDirectory(site.repository().resolve(".git/gitcortex"));
            try (SmallDisk disk = SmallDisk.at(data, "64m");
                    RunnerProcess runner = site.launch(RunnerProcess.RUNNER)) {
                List<JournalEntry> acknowledged = List.of();
                for (int i = 0; i < FILLS; i++) {
                    acknowledged = filledOnce(site, runner, disk, acknowledged);
                }
                assertThat(runner.exitCode(LIMIT)).as(runner::output).isZero();
                assertComplete(FILLS, site, acknowledged);
            }
        }
    }

    /** What the journal held before the disk was full. */
    private static List<JournalEntry> filledOnce(
            CrashSite site, RunnerProcess runner, SmallDisk disk, List<JournalEntry> before) throws IOException {
        // Somebody commits: an agent that has not got its instruction yet would not while there is no room for it.
        List<JournalEntry> acknowledged = awaitCommits(commitsIn(before) + 8, site, runner);
        assertThat(acknowledged.subList(0, before.size())).isEqualTo(before);
        int said = sentences(runner);
        int commits = commits(site);
        disk.fill();
        await(runner, "the sentence", () -> sentences(runner) > said);
        await(runner, "commits while the disk is full", () -> commits(site) >= commits + COMMITS);
        assertThat(runner.output()).doesNotContain("failed in a way that was not foreseen");
        disk.makeRoom();
        return acknowledged;
    }

    /** Where an agent cannot even be told what to do, it is told when there is room. */
    @Test
    void goes_on_when_the_disk_was_full_as_agents_were_to_begin() throws Exception {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ofMillis(50))) {
            CrashSite site = CrashSite.in(parent, model, 3);
            Path data = Files.createDirectory(site.repository().resolve(".git/gitcortex"));
            try (SmallDisk disk = SmallDisk.at(data, "64m");
                    RunnerProcess runner = site.launch(RunnerProcess.RUNNER)) {
                List<JournalEntry> acknowledged = awaitJournal(
                        site,
                        runner,
                        journal -> journal.stream().anyMatch(entry -> entry.event() instanceof TaskStarted));
                disk.fill();
                await(runner, "the sentence", () -> sentences(runner) > 0);
                disk.makeRoom();
                assertThat(runner.exitCode(LIMIT)).as(runner::output).isZero();
                assertComplete(1, site, acknowledged);
            }
        }
    }

    private static List<JournalEntry> awaitCommits(long commits, CrashSite site, RunnerProcess runner) {
        return awaitJournal(site, runner, journal -> commitsIn(journal) >= commits);
    }

    private static long commitsIn(List<JournalEntry> journal) {
        return journal.stream()
                .filter(entry -> entry.event() instanceof CommitEvent)
                .count();
    }

    private static List<JournalEntry> awaitJournal(
            CrashSite site, RunnerProcess runner, Predicate<List<JournalEntry>> condition) {
        List<JournalEntry> journal = new ArrayList<>();
        Path database = Aftermath.database(site.repository());
        await(runner, "events", () -> {
            journal.clear();
            if (Files.exists(database)) {
                journal.addAll(Aftermath.ofDeath(site.repository()).journal());
            }
            return condition.test(journal);
        });
        return journal;
    }

    private static void await(RunnerProcess runner, String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> assertThat(runner.isAlive()).as(runner::output).isTrue())
                .until(condition);
    }

    private static int sentences(RunnerProcess runner) {
        return runner.output().split(SENTENCE, -1).length - 1;
    }

    private static int commits(CrashSite site) {
        return Integer.parseInt(GitCalls.in(site.repository()).run("rev-list", "--count", "--branches=gitcortex/*"));
    }

    private static void assertComplete(int fills, CrashSite site, List<JournalEntry> acknowledged) throws IOException {
        Aftermath after = Aftermath.of(site.repository());
        System.out.println(
                "Full disk: " + fills + " times, " + after.agentCommits().size() + " commits, "
                        + after.lost().size() + " lost, " + after.doubled().size() + " doubled, "
                        + after.repeatedEffects().size() + " effects repeated");
        assertThat(after.journal().subList(0, acknowledged.size())).isEqualTo(acknowledged);
        assertThat(after.faults()).isEmpty();
        assertThat(after.lost()).as("commits lost").isEmpty();
        assertThat(after.doubled()).as("commits doubled").isEmpty();
        assertThat(after.repeatedEffects()).as("effects repeated").isEmpty();
    }
}
