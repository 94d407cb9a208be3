package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.run.Failpoint;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.WorkflowOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The runner is halted at each step that it takes, the one that goes on is halted at another, and so on; the last one goes on
 * to the end: nothing is lost, nothing is done twice. Several steps for each workflow, so that fewer workflows are to be run.
 */
final class HaltedEverywhereTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path parent;

    private CountingModel model;

    @BeforeEach
    void startTheModel() throws IOException {
        model = CountingModel.thinkingFor(Duration.ZERO);
    }

    @AfterEach
    void stopTheModel() {
        model.close();
    }

    /** A step, and the how-manieth time it is taken. */
    record Halt(Failpoint point, int pass) {
        @Override
        public String toString() {
            return point + " " + pass;
        }
    }

    /** The processes that are halted one after another. */
    record Deaths(List<Halt> halts) {
        static Deaths at(Failpoint point, int pass) {
            return new Deaths(List.of(new Halt(point, pass)));
        }

        Deaths then(Failpoint point, int pass) {
            return new Deaths(Stream.concat(halts.stream(), Stream.of(new Halt(point, pass)))
                    .toList());
        }

        @Override
        public String toString() {
            return halts.toString();
        }
    }

    /** In each the steps follow one another on a workflow's way: the next is still ahead when the one before has been taken. */
    static Stream<Deaths> deaths() {
        return Stream.of(
                Deaths.at(Failpoint.WORKFLOW_CREATED, 1)
                        .then(Failpoint.DECISION_STORED, 1)
                        .then(Failpoint.START_READY, 2)
                        .then(Failpoint.BRANCH_MADE, 2)
                        .then(Failpoint.SESSION_ANNOUNCED, 2)
                        .then(Failpoint.ROUND_REOPENED, 1),
                Deaths.at(Failpoint.START_STORED, 1)
                        .then(Failpoint.BRANCH_STORED, 1)
                        .then(Failpoint.PROCESS_STARTED, 1)
                        .then(Failpoint.ORPHANS_ENDED, 1)
                        .then(Failpoint.INBOX_READY, 3),
                Deaths.at(Failpoint.PROCESS_STORED, 2)
                        .then(Failpoint.OWNERSHIP_TAKEN, 1)
                        .then(Failpoint.RESUMPTION_STORED, 1)
                        .then(Failpoint.INBOX_STORED, 2),
                Deaths.at(Failpoint.OUTCOME_READY, 3)
                        .then(Failpoint.OUTCOME_STORED, 2)
                        .then(Failpoint.PROCESS_STARTED, 1)
                        .then(Failpoint.ENDING_READY, 1)
                        .then(Failpoint.MERGE_BUILT, 1),
                Deaths.at(Failpoint.QUESTION_READY, 1)
                        .then(Failpoint.QUESTION_STORED, 1)
                        .then(Failpoint.ANSWERED, 1)
                        .then(Failpoint.DECISION_READY, 1)
                        .then(Failpoint.MERGE_STORED, 1),
                Deaths.at(Failpoint.ENDING_STORED, 1)
                        .then(Failpoint.TARGET_MOVED, 1)
                        .then(Failpoint.TARGET_MOVED, 1)
                        .then(Failpoint.MERGED_STORED, 1)
                        .then(Failpoint.COMPLETION_STORED, 1));
    }

    /** The third report is the one that the work is done again with; the fourth passes it. */
    static Stream<Deaths> deathsWithFiles() {
        return Stream.of(
                Deaths.at(Failpoint.REPORT_BUILT, 1).then(Failpoint.REPORT_STORED, 2),
                Deaths.at(Failpoint.REPORT_STORED, 1).then(Failpoint.REPORT_MOVED, 2),
                Deaths.at(Failpoint.REPORT_MOVED, 1).then(Failpoint.REPORT_BUILT, 3),
                Deaths.at(Failpoint.REPORT_STORED, 1).then(Failpoint.REPORT_MOVED, 1),
                Deaths.at(Failpoint.REPORT_STORED, 3).then(Failpoint.INBOX_READY, 1));
    }

    @ParameterizedTest(name = "halted at {0}")
    @MethodSource("deathsWithFiles")
    void one_commit_is_made_of_each_report_in_a_file(Deaths deaths) throws Exception {
        CrashSite site = CrashSite.ofFiles(parent, model);
        List<JournalEntry> before = List.of();
        for (Halt halt : deaths.halts()) {
            try (RunnerProcess runner = site.launch(HaltingRunner.at(halt.point(), halt.pass()))) {
                assertThat(runner.exitCode(LIMIT)).as(runner::output).isEqualTo(HaltingRunner.HALTED);
            }
            before = assertSound(site, before).journal();
        }

        assertThat(site.finish(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);

        assertSound(site, before);
        Aftermath after = Aftermath.of(site.repository());
        assertThat(after.faults()).isEmpty();
        assertThat(after.agentCommits()).as("work, rejected, mended, passed").hasSize(4);
        assertThat(after.lost()).as("commits without an event").isEmpty();
        assertThat(after.doubled()).as("commits with several events").isEmpty();
        assertThat(after.repeatedEffects()).isEmpty();
        assertThat(after.count(TaskMerged.class)).isEqualTo(1);
    }

    @Test
    void no_step_is_left_out() {
        assertThat(Stream.concat(deaths(), deathsWithFiles())
                        .flatMap(deaths -> deaths.halts().stream())
                        .map(Halt::point))
                .containsAll(List.of(Failpoint.values()));
    }

    @ParameterizedTest(name = "halted at {0}")
    @MethodSource("deaths")
    void goes_on_after_halts(Deaths deaths) throws Exception {
        CrashSite site = CrashSite.in(parent, model, 1);
        List<JournalEntry> before = List.of();
        for (Halt halt : deaths.halts()) {
            try (RunnerProcess runner = site.launch(HaltingRunner.at(halt.point(), halt.pass()))) {
                assertThat(runner.exitCode(LIMIT)).as(runner::output).isEqualTo(HaltingRunner.HALTED);
            }
            before = assertSound(site, before).journal();
        }

        assertThat(site.finish(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);

        assertSound(site, before);
        Aftermath after = Aftermath.of(site.repository());
        assertThat(after.faults()).isEmpty();
        assertThat(after.agentCommits()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(after.lost()).as("commits without an event").isEmpty();
        assertThat(after.doubled()).as("commits with several events").isEmpty();
        assertThat(after.repeatedEffects()).isEmpty();
        assertThat(after.count(TaskMerged.class)).isEqualTo(2);
        assertThat(site.calls() - after.answers())
                .as("calls of the model that had to be repeated")
                .isBetween(0L, (long) deaths.halts().size());
    }

    private static Aftermath assertSound(CrashSite site, List<JournalEntry> before) {
        Aftermath death = Aftermath.ofDeath(site.repository());
        assertThat(death.faults()).isEmpty();
        assertThat(death.repeatedEffects()).isEmpty();
        assertThat(death.journal().subList(0, before.size()))
                .as("nothing in the journal is ever changed")
                .isEqualTo(before);
        return death;
    }
}
