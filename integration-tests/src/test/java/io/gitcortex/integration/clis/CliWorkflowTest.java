package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.integration.standin.ModelStandIn;
import io.gitcortex.integration.standin.Script;
import io.gitcortex.integration.standin.Step;
import io.gitcortex.integration.standin.Turn;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole workflows with real CLIs in real pseudo-terminals, with the login of a person; only their models are stood in for. Runs with
 * {@code -Pcli} only.
 */
@Tag("cli")
final class CliWorkflowTest {
    /** Four starts of a CLI that takes 15 s to be ready, on a machine that does other things, too. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** How the instruction names the helper, by its absolute path. */
    private static final Pattern HELPER = Pattern.compile("(/\\S+/gitcortex-report) (completed|review_pass)");

    private static final Pattern REVIEWED = Pattern.compile("--reviewed (\\S+)");

    @TempDir
    private Path directory;

    private List<JournalEntry> journal = List.of();
    private List<Turn> turns = List.of();

    @ParameterizedTest
    @EnumSource
    void a_cli_reads_its_instruction_edits_a_file_reports_and_is_merged(Cli cli) throws Exception {
        ScratchRepository repository = run(cli, "coder");

        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello");
        assertThat(turns).as("read, edit, report").hasSizeGreaterThanOrEqualTo(3);
        assertThat(turns.get(0).prompt()).contains("Read the file /").endsWith("and do what it says.");
        assertThat(events(SessionOpened.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENCODE") // It cannot go on with a conversation.
    void a_cli_goes_on_with_its_conversation_when_its_work_was_rejected(Cli cli) throws Exception {
        ScratchRepository repository = run(cli, "coder", "reviewer");

        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello\nhello");
        assertThat(events(ReviewRejected.class)).hasSize(1);
        assertThat(events(SessionOpened.class)).hasSize(4);
        Turn last = turns.get(turns.size() - 1);
        assertThat(last.prompts()).as("of the reviewer's second session").hasSize(2);
        assertThat(turns.stream().filter(turn -> turn.prompts().size() == 2).map(turn -> turn.prompts()
                        .get(0)))
                .as("the first prompts of conversations that went on: the coder's and the reviewer's")
                .containsAll(turns.stream()
                        .filter(turn -> turn.prompts().size() == 1)
                        .map(Turn::prompt)
                        .toList());
    }

    private ScratchRepository run(Cli cli, String... roles) throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        try (ModelStandIn model = ModelStandIn.start(CliWorkflowTest::step)) {
            CliHome home = new CliHome(cli, model.origin());
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.putAll(home.variables());
            environment.put("HOME", home.make(Files.createDirectories(directory.resolve("home"))).toString());
            environment.put("PATH", CliInstaller.ofProperty().programs(cli) + ":" + System.getenv("PATH"));
            environment.keySet().removeIf(name -> name.startsWith("XDG_"));
            try (GitCortex cortex = GitCortex.builder()
                    .repository(repository.directory())
                    .environment(environment)
                    .build()) {
                WorkflowRun run = cortex.start(plan(cli, home, roles));
                WorkflowOutcome outcome = run.await(LIMIT);
                journal = cortex.events(run.id(), 0, 1_000);
                turns = model.turns();
                assertThat(outcome)
                        .as("%s%n%s", journal, model.exchanges())
                        .isInstanceOf(WorkflowOutcome.Completed.class);
            }
        }
        assertThat(events(RoundFailed.class)).isEmpty();
        assertThat(LiveSessions.of(journal)).isEmpty();
        return repository;
    }

    private static WorkflowPlan plan(Cli cli, CliHome home, String... roles) {
        List<TerminalPlan> terminals = new ArrayList<>();
        for (String role : roles) {
            terminals.add(TerminalPlan.builder(role)
                    .id(TerminalId.of(role))
                    .cli(cli.dialect())
                    .model(home.modelName().orElse(null))
                    .passEnv(List.copyOf(home.variables().keySet()))
                    .build());
        }
        TaskPlan task = TaskPlan.builder("Say hello")
                .id(TaskId.of("hello"))
                .description("Write hello into hello.txt")
                .terminals(terminals)
                .build();
        return WorkflowPlan.builder("hello", "Say hello")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task))
                .build();
    }

    /** What the model does: it knows nothing but what the instruction says, which the CLI has read for it. */
    private static Step step(Turn turn) {
        if (turn.results().isEmpty()) {
            return new Step.Shell("cat '" + Script.pathIn(turn.prompt()) + "'");
        }
        Matcher helper = HELPER.matcher(turn.results().get(0));
        if (!helper.find()) {
            return new Step.Say("This is no instruction: " + turn.results().get(0));
        }
        List<Step> steps = helper.group(2).equals("completed")
                ? coder(helper.group(1))
                : reviewer(helper.group(1), turn.results().get(0));
        int next = turn.results().size() - 1;
        return next < steps.size() ? steps.get(next) : new Step.Say(Script.DONE);
    }

    private static List<Step> coder(String helper) {
        return List.of(
                new Step.Shell("echo hello >>hello.txt"), new Step.Shell(helper + " completed -m \"Say hello\""));
    }

    private static List<Step> reviewer(String helper, String instruction) {
        Matcher reviewed = REVIEWED.matcher(instruction);
        String subject = reviewed.find() ? reviewed.group(1) : "none";
        String report = helper + " %s --reviewed " + subject;
        // Without $(...), which gemini's shell refuses.
        return List.of(new Step.Shell("if tail -n +2 hello.txt | grep -q hello; then "
                + report.formatted("review_pass") + " -m Good; else " + report.formatted("review_reject")
                + " -m \"Not yet\" --issue \"hello.txt:1:major:Say it twice\"; fi"));
    }

    private <E extends WorkflowEvent> List<E> events(Class<E> type) {
        Stream<WorkflowEvent> all = journal.stream().map(JournalEntry::event);
        return all.filter(type::isInstance).map(type::cast).toList();
    }
}
