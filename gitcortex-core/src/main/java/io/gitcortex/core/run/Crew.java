package io.gitcortex.core.run;

import io.gitcortex.core.decide.Limits;
import io.gitcortex.core.decide.Playbook;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.OrchestratorConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everyone who works on a loop, introduced to each other. */
record Crew(CommitIntake intake, HostReports reports, Requests requests, Deciding deciding, Doing doing) {
    private static final Logger log = LoggerFactory.getLogger(Crew.class);

    /** Who finds out what to do. */
    private record Deciding(Questions questions, Wakes wakes, Dispatcher dispatcher) {}

    /** Who does it. */
    private record Doing(Acts acts, Merging merging, Upkeep upkeep, Stalls stalls) {}

    static Crew of(Journal journal, Rooms rooms, Consumer<Runnable> loop, Runnable wake) {
        OrchestratorConfig config = rooms.model().config();
        Acts acts = new Acts(rooms.threads().acts(), loop);
        DecisionMode mode = journal.state().plan().mode().orElse(config.mode());
        boolean asksModel = mode != DecisionMode.RULES && rooms.model().client().isPresent();
        Questions questions = new Questions(journal, rooms.base().ids(), asksModel);
        CommitIntake intake = new CommitIntake(
                journal, rooms.base().reader(), rooms.base().store(), (task, text) -> tell(journal, rooms, task, text));
        Rounds rounds = new Rounds(
                new Rounds.Means(journal, rooms.base().ids(), rooms.acts().session(), acts, intake), loop, wake);
        Merging merging =
                new Merging(new Merging.Means(journal, rooms.acts().merge(), acts, questions), rooms, loop, wake);
        AtOnce atOnce = new AtOnce(journal, rooms.base().reader(), questions);
        Steps steps = new Steps(new Steps.Means(journal, acts, rounds, merging, atOnce), rooms, wake);
        Limits limits = Limits.of(journal.state().plan(), config);
        Dispatcher dispatcher = new Dispatcher(
                new Dispatcher.Means(journal, acts, steps, rounds),
                new Dispatcher.Policy(limits.parallelTasks(), rooms.model().clis()));
        Acts calls = new Acts(rooms.threads().models(), loop);
        Optional<ModelTalk> model = rooms.model()
                .client()
                .filter(client -> asksModel)
                .map(client -> new ModelTalk(
                        new ModelTalk.Means(journal, rooms.base().store(), calls, questions),
                        client,
                        rooms.model(),
                        wake));
        Wakes wakes = new Wakes(journal, new Wakes.Deciders(new Playbook(limits), questions, mode), model);
        Requests requests = new Requests(journal, rooms.base().store(), questions);
        Upkeep upkeep = new Upkeep(journal, acts, rooms.acts().terminals(), config.graceAfterResult());
        Duration silence = journal.state().plan().limits().stallTimeout().orElse(config.stallTimeout());
        Stalls stalls = new Stalls(journal, acts, rooms.acts().terminals(), silence);
        return new Crew(
                intake,
                new HostReports(journal, rooms.base().store()),
                requests,
                new Deciding(questions, wakes, dispatcher),
                new Doing(acts, merging, upkeep, stalls));
    }

    /** Types into the session that works on a task, if there is one: a courtesy, not a promise. */
    private static void tell(Journal journal, Rooms rooms, TaskId task, String text) {
        WorkflowState state = journal.state();
        state.terminals(task).stream()
                .filter(terminal -> terminal.rounds().open().isPresent())
                .flatMap(terminal -> terminal.session().stream())
                .map(SessionState::id)
                .findFirst()
                .ifPresent(session -> rooms.threads().acts().execute(() -> {
                    try {
                        rooms.acts().terminals().type(session, text);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (TerminalException e) {
                        log.debug("Workflow {}: session {} could not be told: {}", state.id(), session, e.getMessage());
                    }
                }));
    }

    Questions questions() {
        return deciding.questions();
    }

    Wakes wakes() {
        return deciding.wakes();
    }

    Dispatcher dispatcher() {
        return deciding.dispatcher();
    }

    Acts acts() {
        return doing.acts();
    }

    Merging merging() {
        return doing.merging();
    }

    Stalls stalls() {
        return doing.stalls();
    }

    Upkeep upkeep() {
        return doing.upkeep();
    }
}
