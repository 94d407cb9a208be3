package io.gitcortex.examples.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhrasebookTest {
    private static final WorkflowId WORKFLOW = WorkflowId.of("wf-1");
    private static final TaskId TASK = TaskId.of("page");
    private static final TerminalId WRITER = TerminalId.of("writer");
    private static final TerminalId CRITIC = TerminalId.of("critic");

    private final Cast cast = new Cast();
    private final Phrasebook phrases = new Phrasebook(cast);

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(PhrasebookTest::records)
                : Stream.of(type);
    }

    private void begin() {
        TaskPlan task = TaskPlan.builder("A page")
                .id(TASK)
                .terminals(List.of(
                        TerminalPlan.builder("coder").id(WRITER).build(),
                        TerminalPlan.builder("reviewer").id(CRITIC).build()))
                .build();
        cast.learn(new WorkflowCreated(
                WORKFLOW,
                WorkflowPlan.builder("notes", "Notes").tasks(List.of(task)).build()));
    }

    @Test
    void every_kind_of_event_has_words() {
        assertThat(records(WorkflowEvent.class)).isNotEmpty().allMatch(phrases::knows);
    }

    @Test
    void a_step_on_the_way_is_worded_for_the_list_and_not_for_who_watches() {
        begin();
        RoundOpened step = new RoundOpened(WORKFLOW, CRITIC, 1, RoundKind.REVIEW, WRITER, 1);

        assertThat(phrases.of(step)).isEmpty();
        assertThat(phrases.whole(step))
                .isEqualTo(new Phrase(
                        Tone.QUIET,
                        "page",
                        "critic (reviewer) gets round 1: review of what writer (coder) did",
                        List.of()));
        assertThat(phrases.whole(new SessionEnded(WORKFLOW, WRITER, SessionId.of("s-1"), 1)))
                .isEqualTo(phrases.of(new SessionEnded(WORKFLOW, WRITER, SessionId.of("s-1"), 1))
                        .orElseThrow());
    }

    @Test
    void an_instruction_that_was_decided_elsewhere_is_told_by_its_number() {
        assertThat(phrases.whole(new InstructionDone(WORKFLOW, 7)).text()).isEqualTo("instruction 7 is done");
    }

    @Test
    void a_rejection_names_who_and_every_issue() {
        begin();
        ReportedCommit commit = new ReportedCommit("0123456789abcdef", "b", "Two things\n\nMore", CommitSource.BRANCH);

        Phrase phrase = phrases.of(new ReviewRejected(
                        WORKFLOW,
                        TASK,
                        CRITIC,
                        WRITER,
                        commit,
                        List.of(
                                new ReviewIssue("a.txt", 3, "major", "Wrong", null),
                                new ReviewIssue(null, 0, "minor", "Dull", null))))
                .orElseThrow();

        assertThat(phrase)
                .isEqualTo(new Phrase(
                        Tone.ATTENTION,
                        "page",
                        "critic (reviewer) rejects it: \"Two things\", commit 012345678",
                        List.of("a.txt:3: major: Wrong", "minor: Dull")));
    }

    @Test
    void a_terminal_is_named_by_what_it_is_at() {
        begin();
        cast.learn(new RoundOpened(WORKFLOW, WRITER, 1, RoundKind.WORK, null, 1));
        cast.learn(new RoundOpened(WORKFLOW, CRITIC, 2, RoundKind.REVIEW, WRITER, 2));

        assertThat(cast.work(WRITER)).isEqualTo("is at work");
        assertThat(cast.work(CRITIC)).isEqualTo("reviews again what writer (coder) did (round 2)");
        assertThat(cast.rounds(CRITIC)).isEqualTo(2);
        assertThat(cast.rounds(WRITER)).isEqualTo(1);
    }
}
