package io.gitcortex.core.run;

import io.gitcortex.core.decide.Limits;
import io.gitcortex.core.decide.Playbook;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.OrchestratorConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Everyone who works on a loop, introduced to each other. */
record Crew(CommitIntake intake, HostReports reports, Requests requests, Deciding deciding, Doing doing) {
    /** Who finds out what to do. */
    private record Deciding(Questions questions, Wakes wakes, Dispatcher dispatcher) {}

    /** Who does it. */
    private record Doing(
            Acts acts,
            Merging merging,
            Upkeep upkeep,
            Stalls stalls,
            LastReading reading,
            FileReports files,
            SessionNews news,
            ErrorSeat errors,
            ConflictRadar radar) {}

    static Crew of(Journal journal, Rooms rooms, Consumer<Runnable> loop, Runnable wake) {
        OrchestratorConfig config = rooms.model().config();
        Acts acts = new Acts(rooms.threads().acts(), rooms.threads().builds(), loop);
        DecisionMode mode = journal.state().plan().mode().orElse(config.mode());
        boolean asksModel = mode != DecisionMode.RULES && rooms.model().client().isPresent();
        Questions questions = new Questions(
                journal,
                rooms.base().ids(),
                new Questions.Policy(asksModel, rooms.model().clis()));
        Complaints complaints = new Complaints(
                journal, rooms.acts().terminals(), rooms.threads().acts());
        CommitIntake intake =
                new CommitIntake(journal, rooms.base(), complaints, new Withdrawals(journal, rooms.base(), questions));
        Crowd crowd = new Crowd(journal, rooms, loop, wake);
        FileReports files = new FileReports(new FileReports.Means(journal, acts, intake, complaints), rooms, loop);
        Doing doing = crowd.doing(acts, files, new Asking(questions, intake));
        Limits limits = Limits.of(journal.state().plan(), config);
        Dispatcher dispatcher = crowd.dispatcher(doing, new Asking(questions, intake), limits);
        Wakes wakes = new Wakes(
                journal,
                new Wakes.Deciders(new Playbook(limits), questions, intake, mode),
                asksModel ? crowd.model(questions) : Optional.empty());
        return new Crew(
                intake,
                new HostReports(journal, rooms.base().store(), complaints),
                new Requests(journal, rooms.base().store(), questions),
                new Deciding(questions, wakes, dispatcher),
                doing);
    }

    /** Who is asked, and what is read. */
    private record Asking(Questions questions, CommitIntake intake) {}

    /** Makes those who need the same four things. */
    private record Crowd(Journal journal, Rooms rooms, Consumer<Runnable> loop, Runnable wake) {
        Doing doing(Acts acts, FileReports files, Asking asking) {
            Questions questions = asking.questions();
            CommitIntake intake = asking.intake();
            LastReading reading = new LastReading(
                    new LastReading.Means(journal, intake, files, questions),
                    rooms.threads().timers(),
                    loop);
            Merging merging = new Merging(
                    new Merging.Means(journal, intake, rooms.acts().merge(), acts, questions), rooms, loop, wake);
            SessionNews news = new SessionNews(
                    new SessionNews.Means(journal, acts, rooms.acts().terminals(), questions), loop);
            ErrorSeat errors = new ErrorSeat(new ErrorSeat.Means(journal, acts), rooms, loop, wake);
            Upkeep upkeep = new Upkeep(new Upkeep.Means(journal, acts, errors), rooms);
            Duration silence = journal.state()
                    .plan()
                    .limits()
                    .stallTimeout()
                    .orElse(rooms.model().config().stallTimeout());
            Stalls stalls = new Stalls(
                    journal, acts, new Stalls.Signs(rooms.acts(), intake::lastMoved, files::isReporting), silence);
            ConflictRadar radar = new ConflictRadar(
                    new ConflictRadar.Means(
                            journal, rooms.base().reader(), rooms.acts().merge(), acts),
                    wake);
            return new Doing(acts, merging, upkeep, stalls, reading, files, news, errors, radar);
        }

        Dispatcher dispatcher(Doing doing, Asking asking, Limits limits) {
            Acts acts = doing.acts();
            Rounds rounds = new Rounds(
                    new Rounds.Means(
                            journal,
                            rooms.base().ids(),
                            rooms.acts().session(),
                            acts,
                            new Rounds.Sessions(doing.reading(), doing.news())),
                    wake);
            AtOnce atOnce = new AtOnce(journal, rooms.base().reader(), asking.questions(), doing.errors());
            Steps steps = new Steps(new Steps.Means(journal, acts, rounds, doing.merging(), atOnce), rooms, wake);
            return new Dispatcher(
                    new Dispatcher.Means(
                            journal, acts, steps, rounds, asking.intake()::isMissing, doing.files()::isReporting),
                    new Dispatcher.Policy(limits.parallelTasks(), rooms.model().clis()));
        }

        Optional<ModelTalk> model(Questions questions) {
            Acts calls = new Acts(rooms.threads().models(), rooms.threads().models(), loop);
            return rooms.model()
                    .client()
                    .map(client -> new ModelTalk(
                            new ModelTalk.Means(journal, rooms.base().store(), calls, questions),
                            client,
                            rooms.model(),
                            wake));
        }
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

    ConflictRadar radar() {
        return doing.radar();
    }

    Stalls stalls() {
        return doing.stalls();
    }

    LastReading reading() {
        return doing.reading();
    }

    FileReports files() {
        return doing.files();
    }

    SessionNews news() {
        return doing.news();
    }

    ErrorSeat errors() {
        return doing.errors();
    }

    Upkeep upkeep() {
        return doing.upkeep();
    }
}
