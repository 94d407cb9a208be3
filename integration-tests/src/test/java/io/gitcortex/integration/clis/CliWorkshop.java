package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.integration.standin.Exchange;
import io.gitcortex.integration.standin.ModelStandIn;
import io.gitcortex.integration.standin.Script;
import io.gitcortex.integration.standin.Turn;
import io.gitcortex.pty.PtyTerminalTransport;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A repository, a person's home and a stand-in for the models: where real CLIs work in real pseudo-terminals. */
final class CliWorkshop implements AutoCloseable {
    /** Four starts of a CLI that takes half a minute to be ready, on a machine that does other things, too. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** More than a person would wait for: what is tried here is what CLIs do, not how fast this machine is. */
    private static final Duration CONNECT = Duration.ofMinutes(2);

    private static final int MOST_EVENTS = 1_000;

    private final ScratchRepository repository;
    private final Path home;
    private final ModelStandIn model;
    private final TypedKeys terminals = new TypedKeys(PtyTerminalTransport.create());
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private List<JournalEntry> journal = List.of();

    /** A workshop in a directory, whose models do what a script says; nobody has a home there yet. */
    CliWorkshop(Path directory, Script script) throws IOException {
        repository = ScratchRepository.in(directory);
        home = Files.createDirectories(directory.resolve("home"));
        model = ModelStandIn.start(script);
        environment.put("HOME", home.toString());
        environment.keySet().removeIf(name -> name.startsWith("XDG_"));
    }

    /** Puts a CLI on the person's PATH, and what leads it to the stand-in into the environment. */
    CliSeat seat(Cli cli) throws InterruptedException {
        CliHome settings = new CliHome(cli, model.origin());
        environment.putAll(settings.variables());
        environment.merge("PATH", CliInstaller.ofProperty().programs(cli).toString(), (all, one) -> one + ":" + all);
        return new CliSeat(cli, settings);
    }

    /** The same, for a person who has been logged in with that CLI. */
    CliSeat knownSeat(Cli cli) throws IOException, InterruptedException {
        CliSeat seat = seat(cli);
        seat.settings().make(home);
        return seat;
    }

    /** The same, where nobody answers but the stand-in: of the makers' servers, none is reached. */
    CliSeat lonelySeat(Cli cli) throws InterruptedException {
        environment.put("HTTPS_PROXY", "http://127.0.0.1:9"); // discard, where nobody listens (RFC 863).
        return seat(cli);
    }

    /**
     * Runs a workflow until it has an outcome, or asks something that none of these answers, in their order, is for.
     */
    WorkflowOutcome run(WorkflowPlan plan, String... answers) throws InterruptedException {
        try (GitCortex cortex = open()) {
            WorkflowRun run = cortex.start(plan);
            WorkflowOutcome outcome = run.await(LIMIT);
            for (String answer : answers) {
                assertThat(outcome).as("what '%s' answers", answer).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
                List<Question> questions = ((WorkflowOutcome.NeedsAnswer) outcome).questions();
                assertThat(run.answer(questions.get(0).id(), answer)).isTrue();
                outcome = run.await(LIMIT);
            }
            journal = cortex.events(run.id(), 0, MOST_EVENTS);
            return outcome;
        }
    }

    /** Runs a workflow that must be completed, and leave no process behind. */
    void complete(WorkflowPlan plan) throws IOException, InterruptedException {
        assertThat(run(plan)).as("%s%n%s", journal, model.exchanges()).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(LiveSessions.of(journal)).isEmpty();
    }

    private GitCortex open() {
        return GitCortex.builder()
                .repository(repository.directory())
                .environment(environment)
                .terminals(terminals)
                .config(OrchestratorConfig.builder()
                        .terminalConnectTimeout(CONNECT)
                        .build())
                .build();
    }

    ScratchRepository repository() {
        return repository;
    }

    Path home() {
        return home;
    }

    /** What the models were asked, with tools at hand. */
    List<Turn> turns() {
        return model.turns();
    }

    /** All that the stand-in was asked. */
    List<Exchange> exchanges() {
        return model.exchanges();
    }

    /** All that was typed into the CLIs, in one text. */
    String typed() {
        return String.join("", terminals.typed());
    }

    /** All that has happened. */
    List<JournalEntry> journal() {
        return journal;
    }

    /** What the person was asked. */
    List<String> questions() {
        return events(QuestionAsked.class).stream()
                .map(asked -> asked.question().text())
                .toList();
    }

    /** What the CLIs have printed, without blanks: they draw those by moving the cursor. */
    String printed() throws IOException {
        try (Stream<Path> logs = Files.walk(repository.directory().resolve(".git/gitcortex/logs"))) {
            StringBuilder all = new StringBuilder();
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(log).replaceAll("\\s+", ""));
            }
            return all.toString();
        }
    }

    /** What has happened, of one kind. */
    <E extends WorkflowEvent> List<E> events(Class<E> type) {
        Stream<WorkflowEvent> all = journal.stream().map(JournalEntry::event);
        return all.filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        terminals.close();
        model.close();
    }
}
