package io.gitcortex.integration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import io.gitcortex.core.RequestRefusedException;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.ConversationBegun;
import io.gitcortex.workflow.TerminalEvent.ConversationLost;
import io.gitcortex.workflow.TerminalEvent.RoundDelivered;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import io.gitcortex.workflow.TerminalEvent.ScreenUnrecognised;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.TerminalParked;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole workflows with a CLI that is talked to, in a real pseudo-terminal. */
final class ParrotTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Path parrot;
    private Path dialects;
    private ScratchRepository repository;
    private List<JournalEntry> journal = List.of();

    @BeforeEach
    void prepare() throws IOException {
        repository = ScratchRepository.in(directory);
        parrot = Files.createDirectories(directory.resolve("parrot"));
        dialects = Files.createDirectories(directory.resolve("dialects"));
        Files.writeString(dialects.resolve("parrot.yaml"), """
                name: parrot
                command: ["%s", -Xshare:auto, -XX:TieredStopAtLevel=1, -cp, "%s", %s]
                begin: [--begin, "{conversation}"]
                resume: [--resume, "{conversation}"]
                environment: {PARROT_DIR: "%s"}
                typing: {paste: true, enter: "\\r", pause_millis: 200, again: true}
                quit: /exit
                screens:
                  - {name: trust, state: asking, kind: enter, lines: ["Do you trust this directory"], answer: yes, options: [{key: yes, label: "Yes", keys: "\\r"}]}
                  - {name: permission, state: asking, kind: yes_no, lines: ["^Allow\\\\? "], text: "Run this[\\\\s\\\\S]*", options: [{key: yes, label: "Allow", keys: "y"}, {key: no, label: "Deny", keys: "n"}]}
                  - {name: token, state: asking, kind: password, lines: ["^Token:"]}
                  - {name: limit, state: quota, lines: ["reached your limit"], resets: "resets at (\\\\S+)"}
                  - {name: working, state: busy, lines: ["esc to interrupt"]}
                  - {name: prompt, state: ready, lines: ["^>"]}
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of(Parrot.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath()),
                        Parrot.class.getName(),
                        parrot));
        work("""
                echo hello >hello.txt
                "$GITCORTEX_REPORT" completed -m "Say hello"
                """);
    }

    private void work(String script) throws IOException {
        Files.writeString(parrot.resolve("work.sh"), script);
    }

    private void behaves(String... ways) throws IOException {
        for (String way : ways) {
            Files.createFile(parrot.resolve(way));
        }
    }

    private WorkflowPlan plan(String... roles) {
        List<TerminalPlan> terminals = new ArrayList<>();
        for (String role : roles) {
            terminals.add(TerminalPlan.builder(role)
                    .id(TerminalId.of(role))
                    .cli("parrot")
                    .build());
        }
        TaskPlan task = TaskPlan.builder("Say hello")
                .id(TaskId.of("hello"))
                .description("Write hello.txt")
                .terminals(terminals)
                .build();
        return WorkflowPlan.builder("hello", "Say hello")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task))
                .build();
    }

    private GitCortex open() {
        GitCortexBuilder builder =
                GitCortex.builder().repository(repository.directory()).dialects(dialects);
        return builder.build();
    }

    private WorkflowOutcome run(WorkflowPlan plan) throws InterruptedException {
        try (GitCortex cortex = open()) {
            WorkflowRun run = cortex.start(plan);
            WorkflowOutcome outcome = run.await(LIMIT);
            journal = cortex.events(run.id(), 0, 1_000);
            return outcome;
        }
    }

    private <E extends WorkflowEvent> List<E> events(Class<E> type) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<String> conversations() throws IOException {
        try (Stream<Path> files = Files.list(parrot)) {
            return files.filter(file -> file.getFileName().toString().startsWith("conversation-"))
                    .map(ParrotTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void is_trusted_told_what_to_do_and_merged() throws Exception {
        behaves("trust", "swallow");

        assertThat(run(plan("coder"))).isInstanceOf(WorkflowOutcome.Completed.class);

        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello");
        assertThat(events(RoundDelivered.class)).hasSize(1);
        assertThat(conversations())
                .singleElement()
                .asString()
                .contains("Read the file ")
                .endsWith("do what it says.\n");
        assertThat(LiveSessions.of(journal)).isEmpty();
    }

    @Test
    void goes_on_with_the_conversation_of_the_coder_when_its_work_was_rejected() throws Exception {
        work("""
                case $GITCORTEX_TERMINAL_ID in
                coder) echo again >>hello.txt; "$GITCORTEX_REPORT" completed -m "Say hello" ;;
                reviewer)
                    if [ "$(wc -l <hello.txt)" -gt 1 ]; then "$GITCORTEX_REPORT" review_pass -m "Good"
                    else "$GITCORTEX_REPORT" review_reject -m "Not yet" --issue "hello.txt:1:major:Say it twice"; fi ;;
                esac
                """);

        assertThat(run(plan("coder", "reviewer"))).isInstanceOf(WorkflowOutcome.Completed.class);

        assertThat(events(ReviewRejected.class)).hasSize(1);
        assertThat(events(ConversationBegun.class))
                .as("one for the coder, one for the reviewer")
                .hasSize(2);
        assertThat(events(SessionOpened.class)).hasSize(4);
        assertThat(conversations()).allSatisfy(talk -> assertThat(talk.lines()).hasSize(2));
        assertThat(LiveSessions.of(journal)).isEmpty();
    }

    @Test
    void begins_anew_where_the_cli_does_not_know_its_conversation_any_more() throws Exception {
        work("""
                case $GITCORTEX_TERMINAL_ID in
                coder) echo again >>hello.txt; rm -f "$PARROT_DIR"/conversation-*; "$GITCORTEX_REPORT" completed -m "Say hello" ;;
                reviewer)
                    if [ "$(wc -l <hello.txt)" -gt 1 ]; then "$GITCORTEX_REPORT" review_pass -m "Good"
                    else "$GITCORTEX_REPORT" review_reject -m "Not yet" --issue "hello.txt:1:major:Say it twice"; fi ;;
                esac
                """);

        assertThat(run(plan("coder", "reviewer"))).isInstanceOf(WorkflowOutcome.Completed.class);

        assertThat(events(ConversationLost.class)).isNotEmpty();
        assertThat(events(RoundFailed.class))
                .as("nobody's round has failed for it")
                .isEmpty();
    }

    @Test
    void asks_a_person_what_it_asks_and_goes_on_with_the_answer() throws Exception {
        behaves("permission");
        try (GitCortex cortex = open()) {
            WorkflowRun run = cortex.start(plan("coder"));
            WorkflowOutcome waits = run.await(LIMIT);
            assertThat(waits).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
            Question question =
                    ((WorkflowOutcome.NeedsAnswer) waits).questions().get(0);
            assertThat(question.text()).contains("sh work.sh");
            assertThat(question.defaultChoice()).isEqualTo("no");

            assertThat(run.answer(question.id(), "yes")).isTrue();

            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
        }
    }

    @Test
    void types_nothing_into_a_screen_that_nobody_knows() throws Exception {
        behaves("theme");
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .dialects(dialects)
                .config(OrchestratorConfig.builder()
                        .terminalConnectTimeout(Duration.ofSeconds(12))
                        .build())
                .build()) {
            WorkflowRun run = cortex.start(plan("coder"));
            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
            journal = cortex.events(run.id(), 0, 1_000);
        }

        assertThat(events(ScreenUnrecognised.class).get(0).snapshot()).contains("Choose a theme");
        assertThat(events(RoundFailed.class).get(0).reason()).contains("Choose a theme");
        assertThat(conversations()).isEmpty();
    }

    @Test
    void waits_for_its_quota_and_goes_on_with_the_same_conversation() throws Exception {
        behaves("quota");

        assertThat(run(plan("coder"))).isInstanceOf(WorkflowOutcome.Completed.class);

        assertThat(events(TerminalParked.class)).hasSize(1);
        assertThat(events(RoundFailed.class)).isEmpty();
        assertThat(events(ConversationBegun.class)).hasSize(1);
        assertThat(conversations())
                .singleElement()
                .asString()
                .satisfies(talk -> assertThat(talk.lines()).hasSize(2));
    }

    @Test
    void is_reminded_when_it_stands_at_its_prompt_without_a_report_and_then_a_person_is_asked() throws Exception {
        behaves("nothing");
        WorkflowPlan plan = plan("coder").toBuilder()
                .limits(new WorkflowLimits(null, null, Duration.ofSeconds(1), null))
                .build();
        try (GitCortex cortex = open()) {
            WorkflowRun run = cortex.start(plan);
            WorkflowOutcome waits = run.await(LIMIT);
            assertThat(waits).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
            Question question =
                    ((WorkflowOutcome.NeedsAnswer) waits).questions().get(0);
            assertThat(question.text()).contains("neither reports nor goes on");
            assertThat(conversations()).singleElement().asString().contains("gitcortex-report");
            Files.delete(parrot.resolve("nothing"));

            assertThat(run.answer(question.id(), "remind")).isTrue();

            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            journal = cortex.events(run.id(), 0, 1_000);
        }
        assertThat(events(RoundStalled.class)).hasSize(1);
        assertThat(events(RoundFailed.class)).isEmpty();
    }

    @Test
    void writes_no_secret_down_that_somebody_gives_as_an_answer() throws Exception {
        behaves("token");
        try (GitCortex cortex = open();
                GitCortex other = open()) {
            WorkflowRun run = cortex.start(plan("coder"));
            WorkflowOutcome waits = run.await(LIMIT);
            assertThat(waits).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
            Question question =
                    ((WorkflowOutcome.NeedsAnswer) waits).questions().get(0);

            assertThatThrownBy(() -> other.answer(question.id(), "hunter2-secret"))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("must not go through the journal")
                    .hasMessageNotContaining("hunter2-secret");

            assertThat(other.pendingRequests(run.id())).isEmpty();
        }
        try (Stream<Path> files = Files.walk(repository.directory().resolve(".git/gitcortex"))) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> contains(file, "hunter2-secret")))
                    .isEmpty();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
