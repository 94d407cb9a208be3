package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.CommitMetadataFormat;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.state.Result;
import io.gitcortex.core.state.RoundHistory;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.RefRewritten;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents amend, rebase and reset: nothing that git still knows of is lost, and nothing counts twice. */
final class RewrittenBranchTest {
    private static final String REF = "refs/heads/" + JournalFixture.BRANCH;

    @TempDir
    private Path temp;

    private TestRepository git;
    private GitRepository repository;
    private JournalFixture fixture;
    private CommitIntake intake;
    private String base;

    @BeforeEach
    void giveTheCoderWork() {
        git = TestRepository.create(temp.resolve("repo"));
        base = git.head();
        git.git("checkout", "-q", "-b", JournalFixture.BRANCH);
        repository = GitRepository.open(git.directory());
        fixture = JournalFixture.begunAt(base);
        open(1, "say hello");
        intake = fixture.intake(repository);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private void open(int round, String words) {
        StartTerminal start = new StartTerminal(JournalFixture.CODER, words);
        fixture.journal.append(Batch.of(
                new DecisionMade(
                        Story.WORKFLOW,
                        round,
                        0,
                        DecisionSource.PLAYBOOK,
                        List.of(new NumberedInstruction(round, start)),
                        TokenUsage.NONE),
                new InstructionStarted(Story.WORKFLOW, round),
                new RoundOpened(Story.WORKFLOW, JournalFixture.CODER, round, RoundKind.WORK, null, round),
                new InstructionDone(Story.WORKFLOW, round)));
    }

    private String report(String file, CommitStatus status, int round) {
        git.write(file, file + round).git("add", "-A");
        git.git("commit", "-q", "--cleanup=verbatim", "-m", message(file, status, round));
        return git.head();
    }

    private String message(String text, CommitStatus status, int round) {
        InstructionId id = fixture.journal.ledger().idOf(round);
        return CommitMetadataFormat.message(
                text,
                CommitMetadata.builder(Story.WORKFLOW, JournalFixture.TASK, JournalFixture.CODER, status)
                        .instructionId(id)
                        .build());
    }

    private String amend(String file) {
        git.write(file, "amended").git("add", "-A");
        git.git("commit", "-q", "--amend", "--no-edit", "--cleanup=verbatim");
        return git.head();
    }

    private void read() {
        intake.read(JournalFixture.TASK);
    }

    private <E extends WorkflowEvent> List<E> events(Class<E> type) {
        return fixture.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<String> recorded() {
        return events(CommitEvent.class).stream()
                .map(event -> event.commit().hash())
                .toList();
    }

    private RoundHistory rounds() {
        return coder().rounds();
    }

    private TerminalState coder() {
        return fixture.journal.state().terminal(JournalFixture.CODER).orElseThrow();
    }

    private void assertWithdrawn(String commit, boolean actedOn) {
        assertThat(events(ResultWithdrawn.class))
                .containsExactly(new ResultWithdrawn(Story.WORKFLOW, JournalFixture.CODER, 1, commit, actedOn));
    }

    @Test
    void an_amended_report_keeps_its_outcome_and_changes_its_commit() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        String second = amend("hello");
        read();
        read();

        assertThat(events(RefRewritten.class))
                .containsExactly(
                        new RefRewritten(Story.WORKFLOW, JournalFixture.TASK, JournalFixture.BRANCH, first, second));
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(events(ResultRewritten.class))
                .singleElement()
                .satisfies(event -> assertThat(event.replaced()).isEqualTo(first));
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(second);
        assertThat(rounds().results()).extracting(Result::commit).containsExactly(second);
        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(coder().status()).isEqualTo(TerminalStatus.COMPLETED);
    }

    @Test
    void a_report_that_was_amended_before_anybody_looked_is_found_in_the_log_and_counts_once() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        String second = amend("hello");
        String third = amend("more");
        read();

        assertThat(recorded()).containsExactlyInAnyOrder(first, second, third);
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(events(ResultRewritten.class)).hasSize(2);
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(third);
        assertThat(events(ResultWithdrawn.class)).isEmpty();
    }

    @Test
    void work_that_was_taken_back_before_anybody_looked_is_given_out_again_at_once() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        git.git("reset", "-q", "--hard", base);
        read();

        assertThat(recorded()).containsExactly(gone);
        assertWithdrawn(gone, false);
        assertThat(rounds().handoff()).isEmpty();
        assertThat(fixture.journal.state().openInstructions())
                .singleElement()
                .satisfies(open -> assertThat(((StartTerminal) open.instruction()).instruction())
                        .contains(
                                "The commit " + gone + ", which reported this work as done, is no longer on the branch")
                        .endsWith("say hello"));

        open(2, "again");
        read();
        String again = report("hello", CommitStatus.COMPLETED, 2);
        read();

        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(again);
        assertThat(events(ResultWithdrawn.class)).hasSize(1);
    }

    @Test
    void work_that_is_taken_back_after_it_was_seen_has_some_seconds_to_come_back() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--soft", base);
        read();
        assertThat(events(ResultWithdrawn.class)).isEmpty();

        git.git("commit", "-q", "--cleanup=verbatim", "-m", message("anew", CommitStatus.COMPLETED, 1));
        read();
        fixture.ahead.set(Duration.ofMinutes(1));
        read();

        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(events(ResultRewritten.class))
                .singleElement()
                .satisfies(event -> assertThat(event.replaced()).isEqualTo(first));
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(git.head());
    }

    @Test
    void work_that_does_not_come_back_is_given_out_again() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--hard", base);
        read();
        fixture.ahead.set(Duration.ofSeconds(6));
        read();
        read();

        assertWithdrawn(gone, false);
        assertThat(fixture.journal.state().openInstructions()).hasSize(1);
    }

    @Test
    void a_person_is_asked_where_others_have_gone_on_from_work_that_is_gone() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        read();
        StartTerminal next = new StartTerminal(JournalFixture.CODER, "go on");
        fixture.journal.append(Batch.of(new DecisionMade(
                Story.WORKFLOW,
                2,
                0,
                DecisionSource.PLAYBOOK,
                List.of(new NumberedInstruction(2, next)),
                TokenUsage.NONE)));
        git.git("reset", "-q", "--hard", base);
        read();
        fixture.ahead.set(Duration.ofSeconds(6));
        read();
        read();

        assertWithdrawn(gone, true);
        assertThat(rounds().handoff()).as("what they have gone on from").isPresent();
        assertThat(fixture.journal.state().openQuestions()).singleElement().satisfies(question -> {
            assertThat(question.text()).contains("The commit " + gone).contains("others have gone on from it");
            assertThat(question.choices()).extracting(Question.Choice::key).containsExactly("keep", "again", "fail");
        });
    }

    @Test
    void work_that_the_same_terminal_has_followed_up_may_be_squashed() {
        report("hello", CommitStatus.COMPLETED, 1);
        read();
        open(2, "more");
        git.git("reset", "-q", "--soft", base);
        String all = report("all", CommitStatus.COMPLETED, 2);
        read();
        fixture.ahead.set(Duration.ofMinutes(1));
        read();

        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(events(TerminalCompleted.class)).hasSize(2);
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(all);
    }

    @Test
    void what_a_branch_held_for_a_moment_between_two_looks_is_read() {
        read();
        git.write("a", "a");
        String moment = git.commit("for a moment");
        git.git("reset", "-q", "--hard", base);
        read();

        assertThat(recorded()).containsExactly(moment);
        assertThat(events(CommitObserved.class)).hasSize(1);
    }

    @Test
    void a_rebase_of_fifty_commits_counts_nothing_twice_and_accuses_nobody() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            git.write("f" + i, "text");
            before.add(git.commit("step " + i));
        }
        before.add(report("hello", CommitStatus.COMPLETED, 1));
        read();
        git.git("checkout", "-q", "main");
        String target = git.write("elsewhere", "text").commit("The target moves");
        git.git("checkout", "-q", JournalFixture.BRANCH);
        git.git("rebase", "-q", "main");
        read();
        fixture.ahead.set(Duration.ofMinutes(1));
        read();

        List<String> after = Stream.of(
                        git.git("rev-list", "main.." + JournalFixture.BRANCH).split("\n"))
                .toList();
        assertThat(recorded())
                .as("the commits before, those after, and the target's, which stands on the branch now")
                .doesNotHaveDuplicates()
                .containsAll(before)
                .containsAll(after)
                .contains(target)
                .hasSize(101);
        assertThat(events(RefRewritten.class)).hasSize(1);
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(events(ResultRewritten.class)).hasSize(1);
        assertThat(events(CommitQuarantined.class)).isEmpty();
        assertThat(events(ResultWithdrawn.class)).isEmpty();
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(git.head());
    }

    @Test
    void a_cursor_whose_commit_git_has_forgotten_loses_nothing() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        String second = amend("hello");
        git.git("reflog", "expire", "--expire=now", "--all");
        git.git("gc", "-q", "--prune=now");
        assertThat(repository.commit(first)).as("the old commit").isEmpty();
        git.write("next", "text");
        String third = git.commit("One more");
        git.git("pack-refs", "--all");
        read();
        fixture.ahead.set(Duration.ofMinutes(1));
        read();

        assertThat(recorded()).containsExactly(first, second, third);
        assertThat(events(TerminalCompleted.class)).hasSize(1);
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(second);
        assertThat(events(ResultWithdrawn.class)).isEmpty();
    }

    @Test
    void another_report_of_the_same_takes_over_only_from_one_that_is_gone() {
        String first = report("hello", CommitStatus.COMPLETED, 1);
        read();
        report("twice", CommitStatus.COMPLETED, 1);
        read();

        assertThat(events(ResultSuperseded.class)).hasSize(1);
        assertThat(events(ResultRewritten.class)).isEmpty();
        assertThat(rounds().handoff().orElseThrow().commit().hash()).isEqualTo(first);
    }

    @Test
    void a_reading_that_begins_anew_finds_out_what_the_last_process_had_no_time_for() {
        String gone = report("hello", CommitStatus.COMPLETED, 1);
        read();
        git.git("reset", "-q", "--hard", base);
        fixture.journal.append(new Batch().cursor(REF, base));
        intake = fixture.intake(repository);
        read();
        fixture.ahead.set(Duration.ofSeconds(6));
        read();

        assertWithdrawn(gone, false);
    }
}
